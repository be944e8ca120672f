package dev.tuner.runner.training.update;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tuner.runner.training.network.ParameterLayout;
import dev.tuner.runner.training.network.ParameterLayout.Block;
import dev.tuner.runner.training.network.ParameterLayout.Initial;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class UpdateRuleTest {

  private static final Initial ZERO = new Initial(0, 0);
  private static final ParameterLayout LAYOUT =
      new ParameterLayout(
          List.of(
              new Block("first.weight", 0, List.of(2), ZERO, true),
              new Block("second.weight", 2, List.of(2), ZERO, true),
              new Block("second.bias", 4, List.of(2), ZERO, false)));
  private static final int LENGTH = LAYOUT.length();

  private static final WeightDecay NO_DECAY = WeightDecay.NONE;

  @Test
  void overflowSkipsTheStepAndLeavesParametersAndOptimizerAsTheyWere() {
    var optimizer = new Adam(LENGTH, 0.9, 0.999, 1e-8);
    var rule = rule(LossScaler.dynamic(), Clipping.NONE, new WeightDecay(0.1, true), optimizer);
    var parameters = new float[] {1, 2, 3, 4, 5, 6};
    rule.apply(LAYOUT, gradient(), parameters, 0);
    float[] before = parameters.clone();
    var momentsBefore = optimizer.state().moments().stream().map(float[]::clone).toList();

    var overflow = gradient();
    overflow[3] = Float.POSITIVE_INFINITY;
    assertThat(rule.apply(LAYOUT, overflow, parameters, 1).skipped()).isTrue();

    assertThat(parameters).containsExactly(before);
    assertThat(optimizer.state().updates()).isEqualTo(1);
    assertThat(optimizer.state().moments().get(0)).containsExactly(momentsBefore.get(0));
    assertThat(optimizer.state().moments().get(1)).containsExactly(momentsBefore.get(1));
    assertThat(rule.scaler().scale()).isEqualTo(LossScaler.INITIAL_SCALE / 2);
  }

  @Test
  void updateDoesNotDependOnTheLossScale() {
    var plain = new float[LENGTH];
    var scaled = new float[LENGTH];
    var clip = new Clipping(0.01, Double.POSITIVE_INFINITY);
    rule(LossScaler.none(), clip, NO_DECAY, sgd(0)).apply(LAYOUT, gradient(), plain, 0);
    var big = gradient();
    for (int i = 0; i < LENGTH; i++) {
      big[i] *= 4096;
    }
    var outcome =
        rule(LossScaler.dynamic(4096, 10), clip, NO_DECAY, sgd(0)).apply(LAYOUT, big, scaled, 0);
    assertThat(outcome.gradientNorm()).isEqualTo(norm(gradient()), within(1e-6));
    assertThat(norm(plain)).isEqualTo(0.01 * 0.5, within(1e-7));
    assertThat(scaled).containsExactly(plain, within(1e-8f));
  }

  @Test
  void clippingByValueLimitsEachGradient() {
    var parameters = new float[LENGTH];
    var clip = new Clipping(Double.POSITIVE_INFINITY, 0.2);
    rule(LossScaler.none(), clip, NO_DECAY, sgd(0)).apply(LAYOUT, gradient(), parameters, 0);
    assertThat(parameters).containsExactly(new float[] {-.05f, .1f, -.1f, .1f, -.1f, 0}, near());
  }

  @Test
  void decoupledDecayIsNotClippedAndSparesBiases() {
    var parameters = new float[] {1, 1, 1, 1, 1, 1};
    var rule = rule(LossScaler.none(), tight(), new WeightDecay(0.2, true), sgd(0));
    rule.apply(LAYOUT, gradient(), parameters, 0);
    assertThat(parameters).containsExactly(new float[] {.9f, .9f, .9f, .9f, 1, 1}, near());
  }

  @Test
  void l2DecayGoesThroughTheOptimizer() {
    var parameters = new float[] {1, 1, 1, 1, 1, 1};
    var rule = rule(LossScaler.none(), tight(), new WeightDecay(0.2, false), sgd(0.5));
    rule.apply(LAYOUT, gradient(), parameters, 0);
    assertThat(parameters).containsExactly(new float[] {.9f, .9f, .9f, .9f, 1, 1}, near());
    rule.apply(LAYOUT, gradient(), parameters, 1); // velocity 0.5 × 0.2 + 0.2 × 0.9 = 0.28
    assertThat(parameters).containsExactly(new float[] {.76f, .76f, .76f, .76f, 1, 1}, near());
  }

  @Test
  void layersLearnAtRatesOfTheirOwnAndFrozenOnesStay() {
    var parameters = new float[] {1, 1, 1, 1, 1, 1};
    var rates = new LayerRates(Map.of("first", 0.0, "second", 0.5));
    new UpdateRule(
            LossScaler.none(),
            Clipping.NONE,
            new WeightDecay(0.2, true),
            sgd(0),
            Schedules.constant(0.5),
            rates)
        .apply(LAYOUT, new float[] {1, 1, 1, 1, 1, 1}, parameters, 0);
    assertThat(parameters)
        .containsExactly(new float[] {1, 1, .95f - .25f, .95f - .25f, .75f, .75f}, near());
  }

  private static Clipping tight() {
    return new Clipping(1e-9, Double.POSITIVE_INFINITY);
  }

  private static Sgd sgd(double momentum) {
    return new Sgd(LENGTH, momentum, false);
  }

  private static UpdateRule rule(
      LossScaler scaler, Clipping clipping, WeightDecay decay, Optimizer optimizer) {
    return new UpdateRule(scaler, clipping, decay, optimizer, Schedules.constant(0.5));
  }

  private static float[] gradient() {
    return new float[] {0.1f, -0.2f, 0.3f, -0.4f, 0.5f, 0};
  }

  private static double norm(float[] values) {
    double squares = 0;
    for (float value : values) {
      squares += (double) value * value;
    }
    return Math.sqrt(squares);
  }

  private static Offset<Float> near() {
    return within(1e-6f);
  }
}
