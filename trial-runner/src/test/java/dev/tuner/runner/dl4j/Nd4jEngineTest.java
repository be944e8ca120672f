package dev.tuner.runner.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tuner.runner.training.Batch;
import dev.tuner.runner.training.Engine;
import dev.tuner.runner.training.EngineFactory;
import dev.tuner.runner.training.Gradient;
import dev.tuner.runner.training.GradientAccumulator;
import dev.tuner.runner.training.Precision;
import dev.tuner.runner.training.loss.CrossEntropy;
import dev.tuner.runner.training.network.Layer;
import dev.tuner.runner.training.network.LeNet;
import dev.tuner.runner.training.network.Mlp;
import dev.tuner.runner.training.network.Network;
import dev.tuner.runner.training.network.Shape;
import dev.tuner.runner.training.network.Weights;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class Nd4jEngineTest {

  private static final Network TINY_MLP = Mlp.relu(List.of(5, 4), 0).network(16, 3);
  private static final Network TINY_CNN =
      LeNet.relu(2, 3, 5, 0).network(new Shape.Image(1, 4, 4), 3);

  static Stream<Network> networks() {
    return Stream.of(TINY_MLP, TINY_CNN);
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void unscaledGradientDoesNotDependOnTheScale(Precision precision) {
    for (var network : networks().toList()) {
      try (var engine = engine(network, precision)) {
        var batch = randomBatch(network, 8, 2);
        var weights = randomWeights(network);
        float[] plain = gradient(engine, weights, batch, 1);
        float[] scaled = gradient(engine, weights, batch, 1024);
        for (int i = 0; i < scaled.length; i++) {
          scaled[i] /= 1024;
        }
        assertThat(norm(plain)).isGreaterThan(0.1);
        // 16-bit numbers near zero lose digits without a scale
        assertThat(distance(plain, scaled)).isLessThan(2e-3 * norm(plain));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("networks")
  void microBatchesAddUpToOneBigBatchAlsoWhenTheLastIsShort(Network network) {
    try (var engine = engine(network, Precision.FP32)) {
      engine.use(randomWeights(network));
      var data = new RandomExamples(network, 22, 3);
      float[] big = accumulated(engine, data, 22);
      for (int size : new int[] {11, 5, 1}) {
        assertThat(distance(big, accumulated(engine, data, size)))
            .as("micro-batches of %d", size)
            .isLessThan(1e-5 * norm(big));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("networks")
  void emulatedPrecisionsRoundMoreTheLessPreciseTheyAre(Network network) {
    var batch = randomBatch(network, 8, 2);
    double halfAmp = distanceToExact(network, Precision.AMP_FP16, batch);
    double half = distanceToExact(network, Precision.FP16, batch);
    double brainAmp = distanceToExact(network, Precision.AMP_BF16, batch);
    double brain = distanceToExact(network, Precision.BF16, batch);
    assertThat(halfAmp).isBetween(1e-6, 5e-3);
    assertThat(half).isBetween(1e-6, 1e-2);
    assertThat(brainAmp).isBetween(halfAmp, 5e-2);
    assertThat(brain).isBetween(half, 1e-1);
  }

  private static double distanceToExact(Network network, Precision precision, Batch batch) {
    try (var exact = engine(network, Precision.FP32);
        var rounded = engine(network, precision)) {
      var weights = randomWeights(network);
      float[] wanted = gradient(exact, weights, batch, 1);
      return distance(wanted, gradient(rounded, weights, batch, 1)) / norm(wanted);
    }
  }

  @Test
  void halfPrecisionGradientsOverflowWhereBfloat16OnesDoNot() {
    var batch = randomBatch(TINY_MLP, 8, 2);
    var weights = randomWeights(TINY_MLP);
    for (var precision : Precision.values()) {
      try (var engine = engine(TINY_MLP, precision)) {
        boolean finite = Double.isFinite(norm(gradient(engine, weights, batch, 0x1p30)));
        assertThat(finite).as(precision.word()).isEqualTo(!precision.scaled());
      }
    }
  }

  @Test
  void predictionIsInFullPrecisionWhateverTheTrainingIs() {
    try (var fp32 = engine(TINY_CNN, Precision.FP32);
        var bf16 = engine(TINY_CNN, Precision.BF16)) {
      var batch = randomBatch(TINY_CNN, 4, 5);
      var weights = randomWeights(TINY_CNN);
      fp32.use(weights);
      bf16.use(weights);
      assertThat(bf16.predict(batch)).containsExactly(fp32.predict(batch));
    }
  }

  @Test
  void dropoutFollowsItsSeedAndKeepsTheExpectedOutput() {
    var network =
        new Network(
            new Shape.Vector(16), List.of(new Layer.Dropout(0.5), new Layer.Dense("output", 3)));
    try (var engine = engine(network, Precision.FP32)) {
      var batch = randomBatch(network, 64, 6);
      engine.use(randomWeights(network));
      var first = Gradient.of(engine);
      var again = Gradient.of(engine);
      var other = Gradient.of(engine);
      double loss = engine.gradient(batch, 1, 10, first);
      assertThat(engine.gradient(batch, 1, 10, again)).isEqualTo(loss);
      assertThat(engine.gradient(batch, 1, 11, other)).isNotEqualTo(loss);
      assertThat(again.values()).containsExactly(first.values());
      assertThat(distance(first.values(), other.values()))
          .isGreaterThan(0.01 * norm(first.values()));
    }
  }

  @Test
  void frozenLayersHaveNoGradientAndTheOthersTheirUsualOne() {
    var job =
        new EngineFactory.Job(
            TINY_CNN, new CrossEntropy(), Precision.FP32, java.util.Set.of("convolution1"));
    try (var all = engine(TINY_CNN, Precision.FP32);
        var some = new Nd4jEngine(job, Device.probe())) {
      var batch = randomBatch(TINY_CNN, 4, 5);
      var weights = randomWeights(TINY_CNN);
      float[] whole = gradient(all, weights, batch, 1);
      float[] part = gradient(some, weights, batch, 1);
      for (var block : TINY_CNN.parameters().blocks()) {
        for (int i = block.offset(); i < block.end(); i++) {
          float wanted = block.layer().equals("convolution1") ? 0 : whole[i];
          assertThat(part[i]).as(block.name()).isEqualTo(wanted, within(1e-6f));
        }
      }
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
    return new Nd4jEngine(
        new EngineFactory.Job(network, new CrossEntropy(), precision), Device.probe());
  }

  private static float[] accumulated(Engine engine, RandomExamples data, int microBatch) {
    var gradients = new GradientAccumulator(engine);
    gradients.clear();
    int count = data.count();
    for (int from = 0; from < count; from += microBatch) {
      var batch = data.batch(data.order(), from, Math.min(count, from + microBatch));
      gradients.add(engine, batch, count, 8, 0);
    }
    return gradients.gradient().clone();
  }

  private static float[] gradient(Engine engine, Weights weights, Batch batch, double factor) {
    engine.use(weights);
    var gradient = Gradient.of(engine);
    engine.gradient(batch, factor, 0, gradient);
    return gradient.values();
  }

  private static Weights randomWeights(Network network) {
    return network.initial(new SplittableRandom(7));
  }

  private static Batch randomBatch(Network network, int size, long seed) {
    var data = new RandomExamples(network, size, seed);
    return data.batch(data.order(), 0, size);
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
