package dev.tuner.runner.data;

import dev.tuner.runner.training.Batch;
import dev.tuner.runner.training.Examples;

/** Some of the images, normalised to the training pixels' mean 0 and standard deviation 1. */
public final class ImageExamples implements Examples {

  private static final int PIXEL_VALUES = 256;

  private final LabelledImages images;
  private final int[] members;
  private final float[] normalised; // by pixel value

  private ImageExamples(LabelledImages images, int[] members, float[] normalised) {
    this.images = images;
    this.members = members;
    this.normalised = normalised;
  }

  /** The training examples; the normalisation is theirs. */
  public static ImageExamples training(LabelledImages images, Split split) {
    return new ImageExamples(images, split.training(), normalisation(images, split.training()));
  }

  /** The validation examples, normalised as the training examples are. */
  public static ImageExamples validation(LabelledImages images, Split split) {
    return new ImageExamples(images, split.validation(), normalisation(images, split.training()));
  }

  @Override
  public int count() {
    return members.length;
  }

  @Override
  public Batch batch(int[] order, int from, int to) {
    int size = images.shape().pixels();
    var features = new float[(to - from) * size];
    var targets = new float[(to - from) * images.classes()];
    for (int row = 0; row < to - from; row++) {
      int image = members[order[from + row]];
      for (int i = 0; i < size; i++) {
        features[row * size + i] = normalised[images.pixels()[image * size + i] & 0xff];
      }
      targets[row * images.classes() + images.labels()[image]] = 1;
    }
    return new Batch(to - from, features, targets);
  }

  private static float[] normalisation(LabelledImages images, int[] members) {
    var counts = new long[PIXEL_VALUES];
    int size = images.shape().pixels();
    for (int member : members) {
      for (int i = member * size; i < (member + 1) * size; i++) {
        counts[images.pixels()[i] & 0xff]++;
      }
    }
    double total = (double) members.length * size;
    double mean = 0;
    double square = 0;
    for (int value = 0; value < PIXEL_VALUES; value++) {
      mean += value * counts[value] / total;
      square += (double) value * value * counts[value] / total;
    }
    double deviation = Math.sqrt(square - mean * mean);
    var normalised = new float[PIXEL_VALUES];
    for (int value = 0; value < PIXEL_VALUES; value++) {
      normalised[value] = deviation > 0 ? (float) ((value - mean) / deviation) : 0;
    }
    return normalised;
  }
}
