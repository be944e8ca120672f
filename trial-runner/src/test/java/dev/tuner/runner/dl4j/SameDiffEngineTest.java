package dev.tuner.runner.dl4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tuner.runner.training.Batch;
import dev.tuner.runner.training.Engine;
import dev.tuner.runner.training.GradientAccumulator;
import dev.tuner.runner.training.ImageShape;
import dev.tuner.runner.training.Network;
import dev.tuner.runner.training.Precision;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class SameDiffEngineTest {

  private static final Network TINY_MLP = new Network.Mlp(16, List.of(5, 4), 3, 0);
  private static final Network TINY_CNN = new Network.Cnn(new ImageShape(1, 4, 4), 2, 3, 5, 3, 0);

  static Stream<Network> networks() {
    return Stream.of(TINY_MLP, TINY_CNN);
  }

  @ParameterizedTest
  @MethodSource("networks")
  void gradientAgreesWithFiniteDifferences(Network network) {
    try (var engine = engine(network, Precision.FP32)) {
      var batch = randomBatch(network, 6, 1);
      float[] parameters = randomParameters(engine);
      float[] gradient = gradient(engine, parameters, batch, 1);
      float step = 2.5e-4f; // small: a larger one steps over the kinks of ReLU and pooling
      for (int i = 0; i < parameters.length; i++) {
        double above = lossWith(engine, parameters, i, step, batch);
        double below = lossWith(engine, parameters, i, -step, batch);
        assertThat(gradient[i])
            .as("parameter %d", i)
            .isCloseTo((float) ((above - below) / (2 * step)), within(2e-3f));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void unscaledGradientDoesNotDependOnTheScale(Precision precision) {
    for (var network : networks().toList()) {
      try (var engine = engine(network, precision)) {
        var batch = randomBatch(network, 8, 2);
        float[] parameters = randomParameters(engine);
        float[] plain = gradient(engine, parameters, batch, 1);
        float[] scaled = gradient(engine, parameters, batch, 1024);
        for (int i = 0; i < scaled.length; i++) {
          scaled[i] /= 1024;
        }
        assertThat(norm(plain)).isGreaterThan(0.1);
        assertThat(distance(plain, scaled)).isLessThan(1e-3 * norm(plain));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("networks")
  void microBatchesAddUpToOneBigBatchAlsoWhenTheLastIsShort(Network network) {
    try (var engine = engine(network, Precision.FP32)) {
      engine.useParameters(randomParameters(engine));
      var data = new RandomExamples(network, 22, 3);
      float[] big = accumulated(engine, data, 22);
      for (int size : new int[] {11, 5, 1}) {
        assertThat(distance(big, accumulated(engine, data, size)))
            .as("micro-batches of %d", size)
            .isLessThan(1e-5 * norm(big));
      }
    }
  }

  @Test
  void emulatedPrecisionsRoundOperands() {
    try (var fp32 = engine(TINY_MLP, Precision.FP32);
        var fp16 = engine(TINY_MLP, Precision.AMP_FP16);
        var bf16 = engine(TINY_MLP, Precision.AMP_BF16)) {
      var batch = randomBatch(TINY_MLP, 8, 2);
      float[] parameters = randomParameters(fp32);
      float[] exact = gradient(fp32, parameters, batch, 1);
      double half = distance(exact, gradient(fp16, parameters, batch, 1)) / norm(exact);
      double brain = distance(exact, gradient(bf16, parameters, batch, 1)) / norm(exact);
      assertThat(half).isBetween(1e-6, 5e-3);
      assertThat(brain).isBetween(half, 5e-2);
    }
  }

  @Test
  void halfPrecisionGradientsOverflowWhereBfloat16OnesDoNot() {
    try (var fp16 = engine(TINY_MLP, Precision.AMP_FP16);
        var bf16 = engine(TINY_MLP, Precision.AMP_BF16)) {
      var batch = randomBatch(TINY_MLP, 8, 2);
      float[] parameters = randomParameters(fp16);
      assertThat(norm(gradient(fp16, parameters, batch, 0x1p30))).isNotFinite();
      assertThat(norm(gradient(bf16, parameters, batch, 0x1p30))).isFinite();
    }
  }

  @Test
  void predictionIsInFullPrecisionWhateverTheTrainingIs() {
    try (var fp32 = engine(TINY_CNN, Precision.FP32);
        var bf16 = engine(TINY_CNN, Precision.AMP_BF16)) {
      var batch = randomBatch(TINY_CNN, 4, 5);
      float[] parameters = randomParameters(fp32);
      fp32.useParameters(parameters);
      bf16.useParameters(parameters);
      assertThat(bf16.predict(batch)).containsExactly(fp32.predict(batch));
    }
  }

  @Test
  void dropoutFollowsItsSeedAndKeepsTheExpectedOutput() {
    var network = new Network.Mlp(16, List.of(64), 3, 0.5);
    try (var engine = engine(network, Precision.FP32)) {
      var batch = randomBatch(network, 64, 6);
      engine.useParameters(randomParameters(engine));
      float[] first = new float[engine.layout().length()];
      float[] again = first.clone();
      float[] other = first.clone();
      double loss = engine.gradient(batch, 1, 10, first);
      assertThat(engine.gradient(batch, 1, 10, again)).isEqualTo(loss);
      assertThat(engine.gradient(batch, 1, 11, other)).isNotEqualTo(loss);
      assertThat(again).containsExactly(first);
      assertThat(distance(first, other)).isGreaterThan(0.01 * norm(first));
    }
  }

  @Test
  void runsOnOneDnnWhereItsLibraryIsShipped() {
    boolean shipped =
        System.getProperty("os.name").equals("Linux")
            && System.getProperty("os.arch").equals("amd64");
    assertThat(Device.probe()).isEqualTo(new Device(false, shipped));
  }

  private static Engine engine(Network network, Precision precision) {
    return new SameDiffEngine(network, Autocast.of(precision, false));
  }

  private static float[] accumulated(Engine engine, RandomExamples data, int microBatch) {
    var gradients = new GradientAccumulator(engine.layout().length());
    gradients.clear();
    int count = data.count();
    for (int from = 0; from < count; from += microBatch) {
      var batch = data.batch(data.order(), from, Math.min(count, from + microBatch));
      gradients.add(engine, batch, count, 8, 0);
    }
    gradients.unscale(8);
    return gradients.gradient();
  }

  private static float[] gradient(Engine engine, float[] parameters, Batch batch, double factor) {
    engine.useParameters(parameters);
    var gradient = new float[parameters.length];
    engine.gradient(batch, factor, 0, gradient);
    return gradient;
  }

  private static double lossWith(
      Engine engine, float[] parameters, int index, float change, Batch batch) {
    float[] changed = parameters.clone();
    changed[index] += change;
    engine.useParameters(changed);
    return engine.gradient(batch, 1, 0, new float[parameters.length]);
  }

  private static float[] randomParameters(Engine engine) {
    return engine.initialParameters(new SplittableRandom(7));
  }

  private static Batch randomBatch(Network network, int size, long seed) {
    var data = new RandomExamples(network, size, seed);
    return data.batch(data.order(), 0, size);
  }

  private static org.assertj.core.data.Offset<Float> within(float distance) {
    return org.assertj.core.data.Offset.offset(distance);
  }

  private static double norm(float[] values) {
    double squares = 0;
    for (float value : values) {
      squares += (double) value * value;
    }
    return Math.sqrt(squares);
  }

  private static double distance(float[] left, float[] right) {
    float[] difference = left.clone();
    for (int i = 0; i < left.length; i++) {
      difference[i] -= right[i];
    }
    return norm(difference);
  }
}
