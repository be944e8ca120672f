package dev.tuner.runner.training.loss;

/**
 * Cross-entropy of the softmax of the outputs.
 *
 * @param smoothing the share of each target that is spread evenly over all classes, in [0, 1)
 * @see <a href="https://arxiv.org/abs/1512.00567">Szegedy et al., Rethinking the Inception
 *     Architecture (label smoothing)</a>
 */
public record CrossEntropy(double smoothing) implements Loss {

  public CrossEntropy {
    if (!(smoothing >= 0 && smoothing < 1)) {
      throw new IllegalArgumentException("smoothing must be in [0, 1) but was " + smoothing);
    }
  }

  /** Without smoothing. */
  public CrossEntropy() {
    this(0);
  }

  @Override
  public double of(Example example, double factor, float[] gradient) {
    double[] logarithms = Softmax.logarithms(example);
    double[] targets = smoothed(example);
    double mass = 0;
    double loss = 0;
    for (int i = 0; i < targets.length; i++) {
      mass += targets[i];
      loss -= targets[i] == 0 ? 0 : targets[i] * logarithms[i];
    }
    for (int i = 0; i < targets.length; i++) {
      gradient[example.start() + i] =
          (float) (factor * (mass * Math.exp(logarithms[i]) - targets[i]));
    }
    return Double.isNaN(logarithms[0]) ? Double.NaN : loss;
  }

  private double[] smoothed(Example example) {
    var targets = new double[example.length()];
    double mass = 0;
    for (int i = 0; i < targets.length; i++) {
      targets[i] = example.targets()[example.start() + i];
      mass += targets[i];
    }
    for (int i = 0; smoothing > 0 && i < targets.length; i++) {
      targets[i] = (1 - smoothing) * targets[i] + smoothing * mass / targets.length;
    }
    return targets;
  }
}
