package dev.tuner.runner.data;

import dev.tuner.runner.training.EpochOrder;
import dev.tuner.runner.training.RandomStreams;
import java.util.stream.IntStream;

/**
 * Which examples train and which validate, the same share of every class in each. A function of
 * labels, fraction and seed: all trials of a study are measured on the same examples.
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Split(int[] training, int[] validation) {

  /**
   * Splits at random within each class.
   *
   * @param fraction of the examples that validate, in (0, 1)
   * @throws InvalidDataException if a class has too few examples for both parts
   */
  public static Split stratified(int[] labels, int classes, double fraction, long seed) {
    var random = new RandomStreams(seed);
    var training = IntStream.builder();
    var validation = IntStream.builder();
    for (int label = 0; label < classes; label++) {
      int[] members = members(labels, label);
      int validating = (int) Math.round(members.length * fraction);
      if (members.length > 0 && (validating == 0 || validating == members.length)) {
        throw new InvalidDataException(
            "class %d has %d examples, too few to put some in training and some in validation at a validation_fraction of %s"
                .formatted(label, members.length, fraction));
      }
      int[] order =
          EpochOrder.shuffled(members.length, random.of(RandomStreams.Purpose.SPLIT, label));
      for (int i = 0; i < order.length; i++) {
        (i < validating ? validation : training).add(members[order[i]]);
      }
    }
    return new Split(training.build().sorted().toArray(), validation.build().sorted().toArray());
  }

  private static int[] members(int[] labels, int label) {
    return IntStream.range(0, labels.length).filter(i -> labels[i] == label).toArray();
  }
}
