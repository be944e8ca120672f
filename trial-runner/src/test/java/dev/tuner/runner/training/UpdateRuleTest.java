package dev.tuner.runner.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class UpdateRuleTest {

  private static final ParameterLayout LAYOUT = new SoftmaxRegression().layout();
  private static final int LENGTH = LAYOUT.length();
  private static final WeightDecay NO_DECAY = new WeightDecay(0, false);
  private static final double NO_CLIP = Double.POSITIVE_INFINITY;

  @Test
  void overflowSkipsTheStepAndLeavesParametersAndOptimizerAsTheyWere() {
    var optimizer = new Adam(LENGTH, 0.9, 0.999);
    var rule = rule(LossScaler.dynamic(), NO_CLIP, new WeightDecay(0.1, true), optimizer);
    var parameters = new float[] {1, 2, 3, 4, 5, 6};
    apply(rule, gradients(1024), parameters);
    float[] before = parameters.clone();
    var momentsBefore = optimizer.state().moments().stream().map(float[]::clone).toList();

    var engine = new SoftmaxRegression().overflowingAbove(1024);
    assertThat(apply(rule, gradients(engine, rule.scaler().scale()), parameters)).isFalse();

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
    apply(rule(LossScaler.none(), 0.01, NO_DECAY, new Sgd(LENGTH, 0)), gradients(1), plain);
    var dynamic = LossScaler.dynamic(4096, 10);
    apply(rule(dynamic, 0.01, NO_DECAY, new Sgd(LENGTH, 0)), gradients(4096), scaled);
    assertThat(norm(plain)).isEqualTo(0.01 * 0.5, within(1e-7));
    for (int i = 0; i < LENGTH; i++) {
      assertThat(scaled[i]).isEqualTo(plain[i], within(1e-8f));
    }
  }

  @Test
  void decoupledDecayIsNotClippedAndSparesBiases() {
    var parameters = new float[] {1, 1, 1, 1, 1, 1};
    var rule = rule(LossScaler.none(), 1e-9, new WeightDecay(0.2, true), new Sgd(LENGTH, 0));
    apply(rule, gradients(1), parameters);
    assertThat(parameters).containsExactly(new float[] {.9f, .9f, .9f, .9f, 1, 1}, offset());
  }

  @Test
  void l2DecayGoesThroughTheOptimizer() {
    var parameters = new float[] {1, 1, 1, 1, 1, 1};
    var rule = rule(LossScaler.none(), 1e-9, new WeightDecay(0.2, false), new Sgd(LENGTH, 0.5));
    apply(rule, gradients(1), parameters);
    assertThat(parameters).containsExactly(new float[] {.9f, .9f, .9f, .9f, 1, 1}, offset());
    apply(rule, gradients(1), parameters); // velocity 0.5 × 0.2 + 0.2 × 0.9 = 0.28
    assertThat(parameters).containsExactly(new float[] {.76f, .76f, .76f, .76f, 1, 1}, offset());
  }

  @Test
  void momentumAddsUpPastGradients() {
    var sgd = new Sgd(1, 0.9);
    var parameter = new float[] {0};
    sgd.update(parameter, new float[] {1}, 0.1);
    sgd.update(parameter, new float[] {1}, 0.1);
    assertThat(parameter[0]).isEqualTo(-0.1f - 0.19f, within(1e-7f));
  }

  @Test
  void adamFollowsThePaper() {
    var adam = new Adam(1, 0.9, 0.999);
    var parameter = new float[] {0};
    double m = 0;
    double v = 0;
    double expected = 0;
    for (int t = 1; t <= 5; t++) {
      double g = t * 0.3 - 1;
      adam.update(parameter, new float[] {(float) g}, 0.01);
      m = 0.9 * m + 0.1 * g;
      v = 0.999 * v + 0.001 * g * g;
      expected -=
          0.01 * m / (1 - Math.pow(0.9, t)) / (Math.sqrt(v / (1 - Math.pow(0.999, t))) + 1e-8);
      assertThat(parameter[0]).isEqualTo((float) expected, within(1e-7f));
    }
  }

  private static UpdateRule rule(
      LossScaler scaler, double clip, WeightDecay decay, Optimizer optimizer) {
    return new UpdateRule(scaler, clip, decay, optimizer, LearningRate.constant(0.5));
  }

  private static boolean apply(UpdateRule rule, GradientAccumulator gradients, float[] parameters) {
    return rule.apply(LAYOUT, gradients, parameters, 0);
  }

  private static GradientAccumulator gradients(double scale) {
    return gradients(new SoftmaxRegression(), scale);
  }

  private static GradientAccumulator gradients(Engine engine, double scale) {
    var gradients = new GradientAccumulator(LENGTH);
    var data = new Points(7);
    var batch = data.batch(IntStream.range(0, 7).toArray(), 0, 7);
    gradients.clear();
    gradients.add(engine, batch, 7, scale, 0);
    return gradients;
  }

  private static double norm(float[] values) {
    double squares = 0;
    for (float value : values) {
      squares += (double) value * value;
    }
    return Math.sqrt(squares);
  }

  private static Offset<Float> offset() {
    return within(1e-6f);
  }
}
