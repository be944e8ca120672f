package dev.tuner.runner.data;

import java.util.random.RandomGenerator;

/**
 * Changes one image at a time. What comes from outside the image, or is erased, is the channel's
 * mean: 0 once the image is scaled.
 *
 * @see <a href="https://arxiv.org/abs/1708.04896">Zhong et al., Random Erasing Data
 *     Augmentation</a>
 */
final class ImageAugmenter {

  private static final float FULL_RANGE = 255;
  private static final double SMALLEST_HOLE = 0.02;
  private static final double LARGEST_HOLE = 0.2;

  private final Augmentation plan;
  private final Scaling scaling;
  private final int channels;
  private final int height;
  private final int width;

  ImageAugmenter(Augmentation plan, ItemFormat format, Scaling scaling) {
    this.plan = plan;
    this.scaling = scaling;
    channels = format.shape().get(0);
    height = format.shape().get(1);
    width = format.shape().get(2);
  }

  /** Changes an image of raw pixel values. */
  void change(float[] image, RandomGenerator random) {
    boolean mirrored = random.nextDouble() < plan.flip();
    double down = between(random, plan.shift()) * height;
    double right = between(random, plan.shift()) * width;
    double angle = Math.toRadians(between(random, plan.rotate()));
    if (mirrored || down != 0 || right != 0 || angle != 0) {
      move(image, mirrored, down, right, angle);
    }
    float gain = (float) (1 + between(random, plan.contrast()));
    float lift = (float) (FULL_RANGE * between(random, plan.brightness()));
    if (gain != 1 || lift != 0) {
      light(image, gain, lift);
    }
    if (random.nextDouble() < plan.erase()) {
      erase(image, random);
    }
  }

  private static double between(RandomGenerator random, double limit) {
    return limit == 0 ? 0 : random.nextDouble(-limit, limit);
  }

  /** Mirrors, turns about the middle, and shifts, in one bilinear pass. */
  private void move(float[] image, boolean mirrored, double down, double right, double angle) {
    var source = image.clone();
    double cos = Math.cos(angle);
    double sin = Math.sin(angle);
    double middleY = (height - 1) / 2.0;
    double middleX = (width - 1) / 2.0;
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        double fromY = y - middleY - down;
        double fromX = x - middleX - right;
        double sourceY = cos * fromY - sin * fromX + middleY;
        double turnedX = sin * fromY + cos * fromX;
        double sourceX = (mirrored ? -turnedX : turnedX) + middleX;
        for (int c = 0; c < channels; c++) {
          image[(c * height + y) * width + x] = at(source, c, sourceY, sourceX);
        }
      }
    }
  }

  private float at(float[] image, int channel, double y, double x) {
    int top = (int) Math.floor(y);
    int left = (int) Math.floor(x);
    float below = (float) (y - top);
    float after = (float) (x - left);
    float upper =
        mix(pixel(image, channel, top, left), pixel(image, channel, top, left + 1), after);
    if (below == 0) {
      return upper;
    }
    float lower =
        mix(pixel(image, channel, top + 1, left), pixel(image, channel, top + 1, left + 1), after);
    return mix(upper, lower, below);
  }

  private static float mix(float first, float second, float share) {
    return first + (second - first) * share;
  }

  private float pixel(float[] image, int channel, int y, int x) {
    boolean inside = y >= 0 && y < height && x >= 0 && x < width;
    return inside ? image[(channel * height + y) * width + x] : scaling.mean(channel);
  }

  private void light(float[] image, float gain, float lift) {
    int area = height * width;
    for (int i = 0; i < image.length; i++) {
      float mean = scaling.mean(i / area);
      image[i] = (image[i] - mean) * gain + mean + lift;
    }
  }

  private void erase(float[] image, RandomGenerator random) {
    double area = random.nextDouble(SMALLEST_HOLE, LARGEST_HOLE) * height * width;
    double ratio = Math.exp(random.nextDouble(Math.log(0.3), Math.log(1 / 0.3)));
    int tall = (int) Math.max(1, Math.min(height, Math.round(Math.sqrt(area * ratio))));
    int wide = (int) Math.max(1, Math.min(width, Math.round(Math.sqrt(area / ratio))));
    int top = random.nextInt(height - tall + 1);
    int left = random.nextInt(width - wide + 1);
    for (int c = 0; c < channels; c++) {
      for (int y = top; y < top + tall; y++) {
        int start = (c * height + y) * width + left;
        java.util.Arrays.fill(image, start, start + wide, scaling.mean(c));
      }
    }
  }
}
