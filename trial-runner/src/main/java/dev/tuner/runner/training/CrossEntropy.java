package dev.tuner.runner.training;

/** The loss of a classifier, computed on the host in 64 bits. */
public final class CrossEntropy {

  private CrossEntropy() {}

  /**
   * The summed cross-entropy of all examples; not finite only if some output is not.
   *
   * @param logits raw outputs, example after example
   * @param targets target probabilities, likewise
   * @param classes outputs per example
   */
  public static double sum(float[] logits, float[] targets, int classes) {
    double loss = 0;
    for (int start = 0; start < logits.length; start += classes) {
      loss += one(logits, targets, start, start + classes);
    }
    return loss;
  }

  private static double one(float[] logits, float[] targets, int start, int end) {
    double largest = Double.NEGATIVE_INFINITY;
    for (int i = start; i < end; i++) {
      largest = Math.max(largest, logits[i]);
    }
    double exponentials = 0;
    double chosen = 0;
    double mass = 0;
    for (int i = start; i < end; i++) {
      exponentials += Math.exp(logits[i] - largest);
      chosen += targets[i] * (logits[i] - largest);
      mass += targets[i];
    }
    return mass * Math.log(exponentials) - chosen;
  }
}
