package dev.tuner.runner.data;

/**
 * The one shape that all images of a folder are brought to.
 *
 * @param channels 1 for grey, 3 for red, green and blue
 * @param fit how an image of another shape is made to fit
 */
public record ImageLayout(int channels, int height, int width, Fit fit) {

  /** How to deal with another aspect ratio. */
  public enum Fit {
    /** Scale until the shorter side fits, and cut what sticks out on both ends of the other. */
    CROP,
    /** Scale until the longer side fits, and fill the rest with black. */
    PAD,
    /** Scale both sides, each as it needs. */
    STRETCH
  }
}
