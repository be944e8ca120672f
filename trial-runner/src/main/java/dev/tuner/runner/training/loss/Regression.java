package dev.tuner.runner.training.loss;

/**
 * Losses of numbers: a function of each output's error, averaged over the outputs of an example.
 */
public sealed interface Regression extends Loss {

  /** The loss of an output that is {@code error} above its target. */
  double of(double error);

  /** The derivative of {@link #of(double)}. */
  double slope(double error);

  @Override
  default double of(Example example, double factor, float[] gradient) {
    int length = example.length();
    double loss = 0;
    for (int i = example.start(); i < example.end(); i++) {
      double error = (double) example.outputs()[i] - example.targets()[i];
      loss += of(error) / length;
      gradient[i] = (float) (factor * slope(error) / length);
    }
    return loss;
  }

  /** Mean squared error. */
  record Squared() implements Regression {
    @Override
    public double of(double error) {
      return error * error;
    }

    @Override
    public double slope(double error) {
      return 2 * error;
    }
  }

  /** Mean absolute error: outliers pull no more than others. */
  record Absolute() implements Regression {
    @Override
    public double of(double error) {
      return Math.abs(error);
    }

    @Override
    public double slope(double error) {
      return Math.signum(error);
    }
  }

  /**
   * Half the square for errors up to {@code delta}, linear beyond.
   *
   * @param delta above 0, in the targets' unit
   * @see <a href="https://doi.org/10.1214/aoms/1177703732">Huber, Robust Estimation</a>
   */
  record Huber(double delta) implements Regression {
    public Huber {
      if (!(delta > 0 && Double.isFinite(delta))) {
        throw new IllegalArgumentException("delta must be above 0 but was " + delta);
      }
    }

    @Override
    public double of(double error) {
      double size = Math.abs(error);
      return size <= delta ? error * error / 2 : delta * (size - delta / 2);
    }

    @Override
    public double slope(double error) {
      return Math.max(-delta, Math.min(delta, error));
    }
  }
}
