package dev.tuner.runner.data;

import dev.tuner.runner.training.ImageShape;

/**
 * Images of one shape with their classes, a byte a pixel.
 *
 * @param classes the number of classes
 * @param pixels all images, one after the other, unsigned
 * @param labels each image's class, from 0 to {@code classes} - 1
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; copying would double the memory
public record LabelledImages(ImageShape shape, int classes, byte[] pixels, int[] labels) {

  public LabelledImages {
    if (pixels.length != (long) labels.length * shape.pixels()) {
      throw new InvalidDataException(
          "%d labels need %d pixels, but there are %d"
              .formatted(labels.length, (long) labels.length * shape.pixels(), pixels.length));
    }
    for (int i = 0; i < labels.length; i++) {
      if (labels[i] < 0 || labels[i] >= classes) {
        throw new InvalidDataException(
            "image %d has label %d, but %d classes have labels 0 to %d; correct the file or 'classes'"
                .formatted(i, labels[i], classes, classes - 1));
      }
    }
  }

  /** The number of images. */
  public int count() {
    return labels.length;
  }
}
