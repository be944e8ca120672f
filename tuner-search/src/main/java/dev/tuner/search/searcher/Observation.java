package dev.tuner.search.searcher;

/** What is known about one trial. */
public final class Observation {
  private final int trial;
  private final double[] point;
  private final double loss;
  private final double[] losses;

  /**
   * @param losses where the study has several metrics; null where it has one
   */
  Observation(int trial, double[] point, double loss, double[] losses) {
    this.trial = trial;
    this.point = point;
    this.loss = loss;
    this.losses = losses;
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

  /** Smaller is better; positive infinity for a failed trial. Of several metrics, the first. */
  public double loss() {
    return loss;
  }

  /** The losses of all metrics, at least one. Shared: not to be changed. */
  public double[] losses() {
    return losses == null ? new double[] {loss} : losses;
  }
}
