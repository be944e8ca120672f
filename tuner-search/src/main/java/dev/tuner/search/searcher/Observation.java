package dev.tuner.search.searcher;

/** What is known about one trial. */
public final class Observation {
  private final int trial;
  private final double[] point;
  private final double loss;

  Observation(int trial, double[] point, double loss) {
    this.trial = trial;
    this.point = point;
    this.loss = loss;
  }

  /** The trial's number in its study. */
  public int trial() {
    return trial;
  }

  /**
   * Where its config is in the unit cube of the space; NaN for parameters that it does not have.
   * Shared: not to be changed.
   */
  public double[] point() {
    return point;
  }

  /** Smaller is better; positive infinity for a failed trial. */
  public double loss() {
    return loss;
  }
}
