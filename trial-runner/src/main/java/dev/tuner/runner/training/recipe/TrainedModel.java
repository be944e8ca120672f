package dev.tuner.runner.training.recipe;

import dev.tuner.client.WireJson;
import dev.tuner.runner.data.Dataset;
import dev.tuner.runner.data.InvalidDataException;
import dev.tuner.runner.data.Items;
import dev.tuner.runner.data.Preparation;
import dev.tuner.runner.data.PreparedData;
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
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The model in a checkpoint, ready to predict in fp32. The checkpoint says how the network is
 * built, and how features are read and scaled; one that was written before that was kept needs the
 * data it was trained on once more.
 */
public final class TrainedModel implements AutoCloseable {

  private final Provenance provenance;
  private final Preparation preparation;
  private final Engine engine;
  private final TrainingState trained;
  private final ForwardPasses passes = new ForwardPasses(1);

  private TrainedModel(
      TrainingState trained, Provenance provenance, Preparation preparation, Engine engine) {
    this.trained = trained;
    this.provenance = provenance;
    this.preparation = preparation;
    this.engine = engine;
  }

  /**
   * Builds the network and gives it the checkpoint's weights: their average where one was kept.
   *
   * @param trainingData where the data it was trained on lies here, to be used instead of what the
   *     checkpoint says; empty for the checkpoint's word, or, if it has none, for where it lay then
   * @throws IllegalArgumentException if the checkpoint names no recipe, or the data is needed and
   *     is not there, or is not the one it was trained on
   */
  public static TrainedModel of(
      TrainingState trained, Optional<String> trainingData, EngineFactory engines)
      throws IOException {
    var provenance = Provenance.parse(trained.provenance());
    var preparation =
        trainingData.isEmpty() && !trained.preparation().isEmpty()
            ? WireJson.read(trained.preparation(), Preparation.class)
            : foundAgain(provenance, trainingData);
    var network =
        RecipeKind.of(provenance.trainable().get("recipe"))
            .network(
                Fields.of(provenance.config(), provenance.trainable()),
                preparation.form(),
                preparation.answer().width());
    requireSame(provenance.parameters(), network.parameters());
    return new TrainedModel(trained, provenance, preparation, engine(engines, network, trained));
  }

  private static Preparation foundAgain(Provenance provenance, Optional<String> trainingData)
      throws IOException {
    var given = new HashMap<>(provenance.trainable());
    given.put("cache", "none"); // each item is read once or twice
    trainingData.ifPresent(path -> given.put("dataset", path));
    var kind = RecipeKind.of(given.get("recipe"));
    var settings = Fields.of(Map.of(), given);
    var dataset = trainedOn(kind, settings);
    var data = new DataFields(Fields.of(provenance.config(), given));
    var plan = data.plan(new RandomStreams(provenance.seed()));
    return PreparedData.of(dataset, data.split(dataset), plan).preparation();
  }

  private static Dataset trainedOn(RecipeKind kind, Fields settings) {
    try {
      return kind.load(settings.text("dataset", kind.usualDataset()), settings);
    } catch (InvalidDataException e) {
      throw new IllegalArgumentException(
          "how features are read and scaled is found in the training data (this checkpoint was"
              + " written before that was kept in it, or --training-data was given), but %s; give its place with --training-data"
                  .formatted(e.getMessage()),
          e);
    }
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
    var item = preparation.form().format().shape();
    if (preparation.answer().meaning() == Preparation.Meaning.SCORES) {
      item = item.subList(1, item.size());
      network = ofOneDocument(network);
    }
    return new PortableModel(
        item,
        preparation.form().features(),
        preparation.scaled() ? Optional.of(preparation.scaling()) : Optional.empty(),
        preparation.fillsMissing(),
        network,
        trained.best(),
        answer(preparation.answer()),
        trained.provenance());
  }

  private static PortableModel.Answer answer(Preparation.Answer answer) {
    return switch (answer.meaning()) {
      case CLASSES -> new PortableModel.Classes(answer.classes());
      case NUMBERS -> new PortableModel.Numbers(answer.scaling());
      case SCORES -> new PortableModel.Score();
    };
  }

  /** A ranking network scores each document by itself, and only then puts the scores in a row. */
  private static Network ofOneDocument(Network network) {
    var layers = network.layers();
    int features = ((Shape.Sequence) network.input()).features();
    return new Network(new Shape.Vector(features), layers.subList(0, layers.size() - 1));
  }

  /** How items are read and scaled, and what outputs mean. */
  Preparation preparation() {
    return preparation;
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
    var view = preparation.of(items);
    int[] next = {0};
    var failure = new IOException[1];
    passes.over(
        view,
        engine,
        (batch, outputs) -> {
          int width = outputs.length / batch.size();
          for (int i = 0; i < batch.size() && failure[0] == null; i++) {
            float[] own = Arrays.copyOfRange(outputs, i * width, (i + 1) * width);
            preparation.unscale(own);
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
