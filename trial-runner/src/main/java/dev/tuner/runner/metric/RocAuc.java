package dev.tuner.runner.metric;

import java.util.Map;

/**
 * {@code roc_auc}: how often a random example of a class gets a higher probability of it than a
 * random one of the others; ties count half. For two classes of the second one, for more the mean
 * over the classes that have examples, each against the rest.
 *
 * <p>Memory does not grow with the examples: probabilities are counted in bins by their log-odds to
 * 10 significant bits, and those in one bin are ties.
 *
 * @see <a href="https://doi.org/10.1016/j.patrec.2005.10.010">Fawcett, An introduction to ROC
 *     analysis</a>
 */
public final class RocAuc implements Metric {

  private static final int DROPPED_BITS = 14;
  private static final int BINS = 1 << (Integer.SIZE - DROPPED_BITS);

  private final int[][] inside;
  private final int[][] outside;
  private boolean finite = true;

  public RocAuc(int classes) {
    inside = new int[classes == 2 ? 1 : classes][BINS];
    outside = new int[inside.length][BINS];
  }

  @Override
  public void add(float[] outputs, float[] targets) {
    finite &= Rows.isFinite(outputs);
    int wanted = Rows.largest(targets);
    if (inside.length == 1) {
      count(0, wanted == 1, outputs[1] - outputs[0]);
      return;
    }
    for (int c = 0; c < inside.length; c++) {
      count(c, wanted == c, logOdds(outputs, c));
    }
  }

  private void count(int c, boolean isInside, float score) {
    (isInside ? inside : outside)[c][bin(score)]++;
  }

  /** The log-odds of class {@code c} in the softmax: its output minus log-sum-exp of the others. */
  private static float logOdds(float[] outputs, int c) {
    var others = new float[outputs.length - 1];
    System.arraycopy(outputs, 0, others, 0, c);
    System.arraycopy(outputs, c + 1, others, c, others.length - c);
    return (float) (outputs[c] - Rows.logSumExp(others));
  }

  /** Keeps the order of all numbers: a float's bits are ordered like it, but for the sign. */
  private static int bin(float score) {
    int bits = Float.floatToIntBits(score + 0.0f); // -0 becomes 0
    int ordered = bits >= 0 ? bits ^ Integer.MIN_VALUE : ~bits;
    return ordered >>> DROPPED_BITS;
  }

  @Override
  public void addTo(Map<String, Double> values) {
    double sum = 0;
    int defined = 0;
    for (int c = 0; c < inside.length; c++) {
      double area = area(inside[c], outside[c]);
      if (!Double.isNaN(area)) {
        sum += area;
        defined++;
      }
    }
    values.put("roc_auc", finite && defined > 0 ? sum / defined : Double.NaN);
  }

  private static double area(int[] inside, int[] outside) {
    long below = 0;
    long all = 0;
    double won = 0;
    for (int bin = 0; bin < BINS; bin++) {
      won += inside[bin] * (below + outside[bin] / 2.0);
      below += outside[bin];
      all += inside[bin];
    }
    return won / ((double) all * below); // 0 / 0 is NaN: one of the two has no examples
  }
}
