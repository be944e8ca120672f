package dev.tuner.runner.training.recipe;

import dev.tuner.runner.data.Dataset;
import dev.tuner.runner.data.Items;
import dev.tuner.runner.data.PreparedData;
import dev.tuner.runner.data.Targets;
import dev.tuner.runner.data.Unlabelled;
import dev.tuner.runner.training.Engine;
import dev.tuner.runner.training.EngineFactory;
import dev.tuner.runner.training.Precision;
import dev.tuner.runner.training.RandomStreams;
import dev.tuner.runner.training.TrainingState;
import dev.tuner.runner.training.loss.CrossEntropy;
import dev.tuner.runner.training.network.Network;
import dev.tuner.runner.training.network.ParameterLayout;
import dev.tuner.runner.training.network.Shape;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The model in a checkpoint, ready to predict in fp32. The checkpoint says how the network is
 * built; how features are read and scaled is found again in the data it was trained on.
 */
public final class TrainedModel implements AutoCloseable {

  private final Provenance provenance;
  private final Dataset dataset;
  private final PreparedData prepared;
  private final Engine engine;
  private final TrainingState trained;
  private final ForwardPasses passes = new ForwardPasses(1);

  private TrainedModel(
      TrainingState trained,
      Provenance provenance,
      Dataset dataset,
      PreparedData prepared,
      Engine engine) {
    this.trained = trained;
    this.provenance = provenance;
    this.dataset = dataset;
    this.prepared = prepared;
    this.engine = engine;
  }

  /**
   * Builds the network and gives it the checkpoint's weights: their average where one was kept.
   *
   * @param trainingData where the data it was trained on lies here; empty for where it lay then
   * @throws IllegalArgumentException if the checkpoint names no recipe, or the data is not the one
   *     it was trained on
   */
  public static TrainedModel of(
      TrainingState trained, Optional<String> trainingData, EngineFactory engines)
      throws IOException {
    var provenance = Provenance.parse(trained.provenance());
    var given = new HashMap<>(provenance.trainable());
    given.put("cache", "none"); // each item is read once or twice
    trainingData.ifPresent(path -> given.put("dataset", path));
    var kind = RecipeKind.of(given.get("recipe"));
    var settings = Fields.of(Map.of(), given);
    var fields = Fields.of(provenance.config(), given);
    var dataset = kind.load(settings.text("dataset", kind.usualDataset()), settings);
    var network = kind.network(fields, dataset);
    requireSame(provenance.parameters(), network.parameters());
    var data = new DataFields(fields);
    var plan = data.plan(new RandomStreams(provenance.seed()));
    var prepared = PreparedData.of(dataset, data.split(dataset), plan);
    return new TrainedModel(
        trained, provenance, dataset, prepared, engine(engines, network, trained));
  }

  private static Engine engine(EngineFactory engines, Network network, TrainingState trained) {
    var job = new EngineFactory.Job(network, new CrossEntropy(), Precision.FP32);
    var engine = engines.create(job);
    engine.use(trained.best());
    return engine;
  }

  private static void requireSame(List<Provenance.Tensor> saved, ParameterLayout layout) {
    var built =
        layout.blocks().stream()
            .map(block -> new Provenance.Tensor(block.name(), block.shape()))
            .toList();
    if (!built.equals(saved)) {
      var different = new TreeSet<String>();
      built.stream().filter(t -> !saved.contains(t)).forEach(t -> different.add(t.name()));
      saved.stream().filter(t -> !built.contains(t)).forEach(t -> different.add(t.name()));
      throw new IllegalArgumentException(
          "the training data is not the one of the checkpoint: %s differ in size; give its place with --training-data"
              .formatted(different));
    }
  }

  /** Where the checkpoint comes from. */
  public Provenance provenance() {
    return provenance;
  }

  /** What another program needs to predict as this does. */
  public PortableModel portable() {
    var network = engine.network();
    var item = dataset.items().format().shape();
    PortableModel.Answer answer = new PortableModel.Score();
    if (dataset.targets() instanceof Targets.Classes classes) {
      answer = new PortableModel.Classes(classes.names());
    } else if (dataset.targets() instanceof Targets.Numbers) {
      answer = new PortableModel.Numbers(prepared.targetScaling());
    } else {
      item = item.subList(1, item.size());
      network = ofOneDocument(network);
    }
    return new PortableModel(
        item,
        dataset.form().features(),
        prepared.scaling(),
        prepared.fillsMissing(),
        network,
        trained.best(),
        answer,
        trained.provenance());
  }

  /** A ranking network scores each document by itself, and only then puts the scores in a row. */
  private static Network ofOneDocument(Network network) {
    var layers = network.layers();
    int features = ((Shape.Sequence) network.input()).features();
    return new Network(new Shape.Vector(features), layers.subList(0, layers.size() - 1));
  }

  /** The data it was trained on. */
  Dataset dataset() {
    return dataset;
  }

  /** Reads items as the training data was read. */
  Unlabelled read(Path path) throws IOException {
    return dataset.form().read(path);
  }

  /**
   * Hears of one item's outputs: logits, numbers in the targets' own unit, or documents' scores.
   */
  @FunctionalInterface
  interface Row {
    void of(int item, float[] outputs) throws IOException;
  }

  /** Predicts each item, in order. */
  void predict(Items items, Row row) throws IOException {
    var view = prepared.scaled(items);
    int[] next = {0};
    var failure = new IOException[1];
    passes.over(
        view,
        engine,
        (batch, outputs) -> {
          int width = outputs.length / batch.size();
          for (int i = 0; i < batch.size() && failure[0] == null; i++) {
            float[] own = Arrays.copyOfRange(outputs, i * width, (i + 1) * width);
            prepared.unscale(own);
            try {
              row.of(next[0]++, own);
            } catch (IOException e) {
              failure[0] = e;
            }
          }
        });
    if (failure[0] != null) {
      throw failure[0];
    }
  }

  @Override
  public void close() {
    engine.close();
  }
}
