package dev.tuner.runner.training;

/** The size of an image; its values are ordered channel, row, column. */
public record ImageShape(int channels, int height, int width) {

  /** The number of values of one image. */
  public int pixels() {
    return channels * height * width;
  }
}
