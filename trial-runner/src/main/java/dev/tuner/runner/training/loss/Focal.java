package dev.tuner.runner.training.loss;

/**
 * Cross-entropy that fades for examples the network is already sure of: {@code (1 - p)^gamma} times
 * {@code -log p}, where p is the probability of the target's class.
 *
 * @param gamma how fast it fades, at least 0; 0 is cross-entropy
 * @see <a href="https://arxiv.org/abs/1708.02002">Lin et al., Focal Loss for Dense Object
 *     Detection</a>
 */
public record Focal(double gamma) implements Loss {

  public Focal {
    if (!(gamma >= 0 && Double.isFinite(gamma))) {
      throw new IllegalArgumentException("gamma must be at least 0 but was " + gamma);
    }
  }

  @Override
  public double of(Example example, double factor, float[] gradient) {
    double[] logarithms = Softmax.logarithms(example);
    var pull = new double[logarithms.length]; // p × the loss's derivative by p, times the target
    double total = 0;
    double loss = 0;
    for (int i = 0; i < logarithms.length; i++) {
      double target = example.targets()[example.start() + i];
      double miss = -Math.expm1(logarithms[i]); // 1 - p
      if (target != 0) {
        double fade = Math.pow(miss, gamma);
        double steepness = miss > 0 ? gamma * fade / miss : 0;
        loss -= target * fade * logarithms[i];
        pull[i] = target * (Math.exp(logarithms[i]) * steepness * logarithms[i] - fade);
        total += pull[i];
      }
    }
    for (int i = 0; i < logarithms.length; i++) {
      gradient[example.start() + i] =
          (float) (factor * (pull[i] - total * Math.exp(logarithms[i])));
    }
    return Double.isNaN(logarithms[0]) ? Double.NaN : loss;
  }
}
