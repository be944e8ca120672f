package dev.tuner.runner.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tuner.runner.training.Batch;
import dev.tuner.runner.training.Engine;
import dev.tuner.runner.training.EngineFactory;
import dev.tuner.runner.training.Gradient;
import dev.tuner.runner.training.Precision;
import dev.tuner.runner.training.loss.CrossEntropy;
import dev.tuner.runner.training.network.DenseNet;
import dev.tuner.runner.training.network.EmbeddingLayer;
import dev.tuner.runner.training.network.Layer;
import dev.tuner.runner.training.network.Layer.Activation.Function;
import dev.tuner.runner.training.network.LeNet;
import dev.tuner.runner.training.network.Mlp;
import dev.tuner.runner.training.network.Network;
import dev.tuner.runner.training.network.Norm;
import dev.tuner.runner.training.network.ResNet;
import dev.tuner.runner.training.network.SequenceLayer;
import dev.tuner.runner.training.network.SequenceLayer.Cell;
import dev.tuner.runner.training.network.SequenceReader;
import dev.tuner.runner.training.network.Shape;
import dev.tuner.runner.training.network.Weights;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every kind of layer: its gradient against finite differences. */
class LayersTest {

  private static final int CHECKED = 40; // parameters of each network, evenly spread
  private static final Shape.Image IMAGE = new Shape.Image(2, 6, 6);
  private static final Norm GHOST = new Norm(Norm.Kind.BATCH, 3);
  private static final Norm LAYER = new Norm(Norm.Kind.LAYER, 0);
  private static final Norm GROUP = new Norm(Norm.Kind.GROUP, 2);

  private record Case(String name, Network network) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Case> cases() {
    return Stream.of(
        new Case("mlp", Mlp.relu(List.of(5, 4), 0).network(6, 3)),
        new Case("mlp, batch norm", mlp(Norm.batch()).network(6, 3)),
        new Case("mlp, ghost batch norm", mlp(GHOST).network(6, 3)),
        new Case("mlp, layer norm", mlp(LAYER).network(6, 3)),
        new Case("mlp, group norm", mlp(GROUP).network(6, 3)),
        new Case(
            "table",
            Mlp.relu(List.of(4), 0)
                .forTable(
                    7,
                    List.of(new EmbeddingLayer.Columns(1, 3), new EmbeddingLayer.Columns(5, 2)),
                    3,
                    3)),
        new Case("ranker", mlp(LAYER).forRanking(3, 4)),
        new Case("lenet", LeNet.relu(2, 3, 4, 0).network(IMAGE, 3)),
        new Case("resnet", resNet(1, Norm.batch())),
        new Case("resnet, ghost batch norm", resNet(1, GHOST)),
        new Case("resnet, layer norm", resNet(1, LAYER)),
        new Case("resnet, group norm", resNet(1, GROUP)),
        new Case("resnext", resNet(2, Norm.batch())),
        new Case("densenet", new DenseNet(List.of(1, 2), 2, 1, Norm.batch(), 0).network(IMAGE, 3)),
        new Case("lstm", new SequenceReader(Cell.LSTM, 2, 3, false, 0).forSeries(4, 2, 3)),
        new Case("gru", new SequenceReader(Cell.GRU, 2, 3, false, 0).forSeries(4, 2, 3)),
        new Case(
            "bidirectional lstm", new SequenceReader(Cell.LSTM, 2, 3, true, 0).forSeries(4, 2, 3)),
        new Case(
            "bidirectional gru", new SequenceReader(Cell.GRU, 2, 3, true, 0).forSeries(4, 2, 3)),
        new Case("tokens", new SequenceReader(Cell.GRU, 1, 3, false, 0).forTokens(4, 3, 2, 3)),
        new Case("average of a sequence", average()));
  }

  private static Mlp mlp(Norm norm) {
    return new Mlp(List.of(6, 4), Function.TANH, Optional.of(norm), 0);
  }

  private static Network resNet(int cardinality, Norm norm) {
    return new ResNet(List.of(1, 1), 2, 1, cardinality, norm, 0).network(IMAGE, 3);
  }

  private static Network average() {
    return new Network(
        new Shape.Sequence(4, 2),
        List.of(
            new SequenceLayer.Recurrent("recurrent", Cell.LSTM, 3, false),
            new Layer.GlobalAverage(),
            new Layer.Dense("output", 3)));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void theGradientAgreesWithFiniteDifferences(Case each) {
    var network = each.network();
    try (var engine = engine(network)) {
      var batch = batch(each, 7);
      float[] parameters = parameters(network);
      var weights = new Weights(parameters, network.initial(random()).statistics());
      engine.use(weights);
      var gradient = Gradient.of(engine);
      engine.gradient(batch, 1, 0, gradient);
      int stride = Math.max(1, parameters.length / CHECKED);
      for (int i = 0; i < parameters.length; i += stride) {
        float found = gradient.values()[i];
        assertThat(disagreement(engine, weights, i, batch, found))
            .as("parameter %d of %s: %s", i, each, found)
            .isLessThan(2e-3);
      }
    }
  }

  /** The smallest of two: a step over a kink of ReLU or of pooling says nothing. */
  private static double disagreement(
      Engine engine, Weights weights, int i, Batch batch, float found) {
    double smallest = Double.POSITIVE_INFINITY;
    float value = weights.parameters()[i];
    for (float step : new float[] {1e-3f, 1e-4f}) {
      double above = loss(engine, weights, i, value + step, batch);
      double below = loss(engine, weights, i, value - step, batch);
      smallest = Math.min(smallest, Math.abs(found - (above - below) / (2 * step)));
    }
    weights.parameters()[i] = value;
    return smallest;
  }

  private static double loss(Engine engine, Weights weights, int i, float value, Batch batch) {
    weights.parameters()[i] = value;
    engine.use(weights);
    return engine.gradient(batch, 1, 0, Gradient.of(engine));
  }

  @Test
  void batchNormPredictsByTheRunningStatisticsAndSaysWhatItSaw() {
    var network =
        new Network(new Shape.Vector(1), List.of(new Layer.Normalisation("norm", Norm.batch(), 1)));
    try (var engine = engine(network)) {
      var weights = new Weights(new float[] {2, 1}, new float[] {10, 4});
      engine.use(weights);
      var batch = new Batch(3, new float[] {1, 2, 6}, new float[] {1, 1, 1});
      assertThat(engine.predict(batch)).containsExactly(new float[] {-8, -7, -3}, within(1e-4f));
      var gradient = Gradient.of(engine);
      engine.gradient(batch, 1, 0, gradient);
      // mean 3; variance (4 + 1 + 9) / 2, as PyTorch keeps it
      assertThat(gradient.statistics()).containsExactly(new float[] {3, 7}, within(1e-5f));
    }
  }

  @Test
  void ghostBatchesAreNormalisedEachByItself() {
    var network =
        new Network(
            new Shape.Vector(1),
            List.of(
                new Layer.Normalisation("norm", new Norm(Norm.Kind.BATCH, 2), 1),
                new Layer.Dense("output", 1)));
    try (var engine = engine(network)) {
      engine.use(new Weights(new float[] {1, 0, 1, 0}, new float[] {0, 1}));
      var gradient = Gradient.of(engine);
      var batch = new Batch(4, new float[] {0, 2, 100, 104}, new float[] {1, 1, 1, 1});
      engine.gradient(batch, 1, 0, gradient);
      assertThat(gradient.statistics()).containsExactly(new float[] {51.5f, 5}, within(1e-3f));
    }
  }

  private static Engine engine(Network network) {
    return new Nd4jEngine(
        new EngineFactory.Job(network, new CrossEntropy(), Precision.FP32), Device.probe());
  }

  /** All parameters random: those that begin at 0 would hide a wrong gradient. */
  private static float[] parameters(Network network) {
    float[] values = network.parameters().initial(random());
    var noise = random();
    for (int i = 0; i < values.length; i++) {
      values[i] += (float) noise.nextDouble(-0.3, 0.3);
    }
    return values;
  }

  private static SplittableRandom random() {
    return new SplittableRandom(11);
  }

  private static Batch batch(Case each, int size) {
    var network = each.network();
    var random = new SplittableRandom(5);
    var features = new float[size * network.inputs()];
    var targets = new float[size * network.outputs()];
    for (int i = 0; i < features.length; i++) {
      boolean whole = each.name().equals("tokens");
      features[i] = whole ? random.nextInt(2) : (float) random.nextDouble(-1, 1);
    }
    for (int i = 0; i < size; i++) {
      targets[i * network.outputs() + random.nextInt(network.outputs())] = 1;
    }
    return new Batch(size, features, targets);
  }
}
