package dev.tuner.runner.training.recipe;

import dev.tuner.runner.data.DataSets;
import dev.tuner.runner.data.ImageExamples;
import dev.tuner.runner.data.InvalidDataException;
import dev.tuner.runner.data.LabelledImages;
import dev.tuner.runner.data.Split;
import dev.tuner.runner.trainable.InvalidTrialException;
import java.util.Map;
import java.util.Set;

/** The settings that say what to train on: the same for all trials of a study. */
final class DataFields {

  static final Set<String> NAMES =
      Set.of("dataset", "classes", "validation_fraction", "split_seed");

  /** The images of a trial and how they are divided. */
  record Data(LabelledImages images, Split split) {

    ImageExamples training() {
      return ImageExamples.training(images, split);
    }

    /** How many training examples each class has. */
    int[] trainingCounts() {
      var counts = new int[images.classes()];
      for (int example : split.training()) {
        counts[images.labels()[example]]++;
      }
      return counts;
    }

    ImageExamples validation() {
      return ImageExamples.validation(images, split);
    }
  }

  private DataFields() {}

  static Data load(Map<String, Object> settings) {
    var fields = Fields.of(Map.of(), settings);
    var name = fields.text("dataset", "digits");
    int classes = fields.whole("classes", 10, 2, 256);
    double fraction = fields.number("validation_fraction", 0.2, 0.01, 0.9);
    int seed = fields.whole("split_seed", 0, 0, Integer.MAX_VALUE);
    try {
      var images = DataSets.load(name, classes);
      var split = Split.stratified(images.labels(), images.classes(), fraction, seed);
      return new Data(images, split);
    } catch (InvalidDataException e) {
      throw new InvalidTrialException("trainable.dataset", "cannot be used: " + e.getMessage());
    }
  }
}
