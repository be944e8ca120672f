package dev.tuner.runner.data;

/**
 * Random changes to training images, drawn anew for every example in every epoch.
 *
 * @param flip the chance to mirror left and right, in [0, 1]
 * @param shift the largest shift, as a share of height and width, in [0, 1)
 * @param rotate the largest turn to either side, in degrees
 * @param erase the chance to blank a rectangle of 2 to 20 % of the image, in [0, 1]
 * @param brightness the largest change of brightness, as a share of the full range, in [0, 1)
 * @param contrast the largest change of contrast, as a share, in [0, 1)
 * @param mixup the parameter of the Beta distribution that two examples are mixed by; 0 for none
 * @param cutmix likewise, for a rectangle of another example put into this one; 0 for none
 */
public record Augmentation(
    double flip,
    double shift,
    double rotate,
    double erase,
    double brightness,
    double contrast,
    double mixup,
    double cutmix) {

  /** Leaves images as they are. */
  public static Augmentation none() {
    return new Augmentation(0, 0, 0, 0, 0, 0, 0, 0);
  }

  boolean changesImages() {
    return flip > 0 || shift > 0 || rotate > 0 || erase > 0 || brightness > 0 || contrast > 0;
  }

  boolean mixesExamples() {
    return mixup > 0 || cutmix > 0;
  }
}
