package dev.tuner.runner.training.recipe;

import dev.tuner.runner.data.Dataset;
import dev.tuner.runner.data.Items;
import dev.tuner.runner.data.Targets;
import dev.tuner.runner.training.EngineFactory;
import dev.tuner.runner.training.TrainingCheckpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Synthetic examples with their labels, of which those enter the training whose label a scorer
 * believes.
 *
 * @param items all of them
 * @param labels each one's class among the training data's
 * @param accepted which of them enter
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Generated(Items items, int[] labels, int[] accepted) {

  /** Reads a path as the recipe reads its training data. */
  @FunctionalInterface
  interface Loading {
    Dataset load(String path);
  }

  /**
   * Reads them, with classes matched by name.
   *
   * @param dataset the training data, whose form they must have
   */
  static Generated read(String path, Dataset dataset, Loading loading, Fields fields)
      throws IOException {
    var found = loading.load(path);
    var names = ((Targets.Classes) found.targets()).names();
    var known = ((Targets.Classes) dataset.targets()).names();
    int[] labels = ((Targets.Classes) found.targets()).labels().clone();
    for (int i = 0; i < labels.length; i++) {
      var name = names.get(labels[i]);
      labels[i] = known.indexOf(name);
      if (labels[i] < 0) {
        throw fields.invalid(
            "generated", "holds class '%s', but the classes are %s".formatted(name, known));
      }
    }
    // The columns of a table become features as the training table says.
    var file = Path.of(path);
    var items = Files.isRegularFile(file) ? dataset.form().read(file).items() : found.items();
    if (!items.format().equals(dataset.items().format())) {
      throw fields.invalid(
          "generated",
          "must hold items of %s, not of %s".formatted(dataset.items().format(), items.format()));
    }
    return new Generated(items, labels, IntStream.range(0, labels.length).toArray());
  }

  /**
   * Those alone whose label has at least this probability by the scorer, a checkpoint of a
   * classifier of the same classes.
   */
  Generated believed(Path scorer, double threshold, EngineFactory engines, Fields fields)
      throws IOException {
    var chosen = IntStream.builder();
    try (var model = TrainedModel.of(TrainingCheckpoint.read(scorer), Optional.empty(), engines)) {
      if (!model.preparation().form().format().equals(items.format())) {
        throw fields.invalid(
            "generated_scorer",
            "must have been trained on items of %s, not of %s"
                .formatted(items.format(), model.preparation().form().format()));
      }
      model.predict(
          items,
          (item, logits) -> {
            if (Probabilities.of(logits).of(labels[item]) >= threshold) {
              chosen.add(item);
            }
          });
    } catch (IOException e) {
      throw FineTuneFields.unreadable("generated_scorer", fields, e);
    }
    return new Generated(items, labels, chosen.build().toArray());
  }

  int[] acceptedLabels() {
    return IntStream.of(accepted).map(i -> labels[i]).toArray();
  }
}
