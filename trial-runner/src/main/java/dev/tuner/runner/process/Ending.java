package dev.tuner.runner.process;

/**
 * How a run ended, as the service knows it too.
 *
 * @param text such as "stopped at step 3: rank 5 of 6"
 * @param failed whether the trainable failed
 */
public record Ending(String text, boolean failed) {

  static Ending well(String text) {
    return new Ending(text, false);
  }
}
