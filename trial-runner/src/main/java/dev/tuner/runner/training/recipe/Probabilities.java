package dev.tuner.runner.training.recipe;

/** A classifier's probabilities of the classes, the softmax of its logits. */
final class Probabilities {

  private final float[] shares;
  private final int mostLikely;

  private Probabilities(float[] shares, int mostLikely) {
    this.shares = shares;
    this.mostLikely = mostLikely;
  }

  static Probabilities of(float[] logits) {
    int best = 0;
    for (int c = 1; c < logits.length; c++) {
      best = logits[c] > logits[best] ? c : best;
    }
    var shares = new float[logits.length];
    double sum = 0;
    for (float logit : logits) {
      sum += Math.exp((double) logit - logits[best]);
    }
    for (int c = 0; c < logits.length; c++) {
      shares[c] = (float) (Math.exp((double) logits[c] - logits[best]) / sum);
    }
    return new Probabilities(shares, best);
  }

  /** The class of the highest probability, the first of equals. */
  int mostLikely() {
    return mostLikely;
  }

  /** The probability of a class, from 0 to 1; not finite where the model's outputs are not. */
  float of(int number) {
    return shares[number];
  }
}
