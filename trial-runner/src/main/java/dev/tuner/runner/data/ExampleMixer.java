package dev.tuner.runner.data;

import dev.tuner.runner.training.Batch;
import java.util.random.RandomGenerator;

/**
 * Puts a second example into a first one, features and targets alike.
 *
 * @see <a href="https://arxiv.org/abs/1710.09412">Zhang et al., mixup</a>
 * @see <a href="https://arxiv.org/abs/1905.04899">Yun et al., CutMix</a>
 */
final class ExampleMixer {

  private final Augmentation plan;
  private final ItemFormat format;

  ExampleMixer(Augmentation plan, ItemFormat format) {
    this.plan = plan;
    this.format = format;
  }

  /** Mixes the only example of {@code other} into row {@code row} of the batch. */
  void mix(Batch batch, int row, Batch other, RandomGenerator random) {
    boolean cuts = plan.cutmix() > 0 && (plan.mixup() == 0 || random.nextBoolean());
    double alpha = cuts ? plan.cutmix() : plan.mixup();
    double kept = Beta.symmetric(alpha, random);
    int inputs = other.features().length;
    if (cuts) {
      kept = cut(batch.features(), row * inputs, other.features(), kept, random);
    } else {
      blend(batch.features(), row * inputs, other.features(), kept);
    }
    blend(batch.targets(), row * other.targets().length, other.targets(), kept);
  }

  private static void blend(float[] values, int offset, float[] other, double kept) {
    for (int i = 0; i < other.length; i++) {
      values[offset + i] = (float) (kept * values[offset + i] + (1 - kept) * other[i]);
    }
  }

  /** Copies a rectangle, and returns the share of the image that is left of the first example. */
  private double cut(
      float[] image, int offset, float[] other, double kept, RandomGenerator random) {
    int channels = format.shape().get(0);
    int height = format.shape().get(1);
    int width = format.shape().get(2);
    double side = Math.sqrt(1 - kept);
    int tall = (int) Math.round(height * side);
    int wide = (int) Math.round(width * side);
    int top = random.nextInt(height - tall + 1);
    int left = random.nextInt(width - wide + 1);
    for (int c = 0; c < channels; c++) {
      for (int y = top; y < top + tall; y++) {
        int start = (c * height + y) * width + left;
        System.arraycopy(other, start, image, offset + start, wide);
      }
    }
    return 1 - (double) tall * wide / (height * width);
  }
}
