package dev.tuner.search;

/**
 * What a trial's random numbers are for: each purpose has a stream of its own, so that drawing more
 * for one changes nothing for another.
 */
public enum Purpose {
  /** The trial's config. */
  CONFIG(1),
  /** The trial's bracket. */
  BRACKET(2),
  /** The training itself: initial weights, shuffling. */
  TRAINING(3),
  /** Everything that a scheduler draws after the start, such as perturbations. */
  SCHEDULE(4);

  private final long code;

  Purpose(long code) {
    this.code = code;
  }

  /** The stable number of this purpose, independent of the order of the constants. */
  long code() {
    return code;
  }
}
