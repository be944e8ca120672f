package dev.tuner.runner.training.recipe;

import dev.tuner.runner.data.Dataset;
import dev.tuner.runner.data.InvalidDataException;
import dev.tuner.runner.data.PreparedData;
import dev.tuner.runner.data.Split;
import dev.tuner.runner.data.Targets;
import dev.tuner.runner.trainable.InvalidTrialException;
import dev.tuner.runner.trainable.Trainable;
import dev.tuner.runner.trainable.TrialContext;
import dev.tuner.runner.training.EngineFactory;
import dev.tuner.runner.training.RandomStreams;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Trains one kind of network on one kind of data; {@code docs/training.md} lists every field. */
public final class Recipe implements Trainable {

  private final RecipeKind kind;
  private final EngineFactory engines;

  public Recipe(RecipeKind kind, EngineFactory engines) {
    this.kind = kind;
    this.engines = engines;
  }

  @Override
  public void train(TrialContext trial) throws Exception {
    requireKnownNames(trial);
    var fields = Fields.of(trial.config(), trial.settings());
    train(trial, fields, Fields.of(Map.of(), trial.settings()));
  }

  /**
   * Trains as the fields say. Each of them is read before the first engine is made.
   *
   * @param settings those that are the same for all trials
   */
  void train(TrialContext trial, Fields fields, Fields settings) throws Exception {
    try {
      trainChecked(trial, fields, settings);
    } catch (InvalidDataException e) {
      throw new InvalidTrialException("trainable.dataset", "cannot be used: " + e.getMessage());
    }
  }

  private void trainChecked(TrialContext trial, Fields fields, Fields settings) throws Exception {
    var dataset = kind.load(settings.text("dataset", kind.usualDataset()), settings);
    var data = new DataFields(fields);
    var split = data.split(dataset);
    int outputs = dataset.targets().width();
    var network = kind.network(fields, dataset.form(), outputs);
    var loss = kind.loss(fields, counts(dataset, split));
    kind.metrics(settings, outputs); // their settings are checked before the first step
    var prepared = PreparedData.of(dataset, split, data.plan(new RandomStreams(trial.seed())));
    var evaluations = new Evaluations(kind, prepared, settings, trial, outputs);
    var training = training(dataset, prepared, fields, settings);
    new TrainingRun(engines, trial, fields)
        .train(new TrainingRun.Task(network, loss, training.data(), training.extra(), evaluations));
  }

  private ExtraFields.Training training(
      Dataset dataset, PreparedData prepared, Fields fields, Fields settings) throws IOException {
    if (!kind.hasClasses()) {
      return new ExtraFields.Training(prepared.training(), Optional.empty());
    }
    return new ExtraFields(fields, settings)
        .training(dataset, prepared, path -> kind.load(path, settings), engines);
  }

  private static int[] counts(Dataset dataset, Split split) {
    if (!(dataset.targets() instanceof Targets.Classes classes)) {
      return new int[0];
    }
    var counts = new int[classes.width()];
    for (int example : split.training()) {
      counts[classes.labels()[example]]++;
    }
    return counts;
  }

  /** The fields that may be tuned. */
  static Set<String> tunable(RecipeKind kind) {
    var known = new TreeSet<>(TrainingRun.NAMES);
    known.addAll(kind.names());
    known.addAll(DataFields.ANY);
    known.add("model");
    if (kind.hasClasses()) {
      known.addAll(DataFields.IMBALANCE);
      known.addAll(ExtraFields.NAMES);
    }
    return known;
  }

  private void requireKnownNames(TrialContext trial) {
    var known = new TreeSet<>(tunable(kind));
    if (trial.settings().get("ignore") instanceof List<?> ignored) {
      ignored.forEach(name -> known.add(String.valueOf(name)));
    }
    Names.requireKnown("config.", trial.config().keySet(), known);
    known.addAll(DataFields.SETTINGS);
    known.addAll(List.of("type", "recipe", "ignore"));
    Names.requireKnown("trainable.", trial.settings().keySet(), known);
  }
}
