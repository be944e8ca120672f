package dev.tuner.runner.metric;

import java.util.Comparator;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * How well scores order the documents of each query, as means over the queries: {@code mrr} (one
 * over the rank of the first relevant document), {@code ndcg_at_k} (gain {@code 2^relevance - 1},
 * discount {@code log2(rank + 1)}), {@code map} (mean average precision); a document is relevant if
 * its relevance is above 0. {@code loss} is one minus NDCG.
 *
 * <p>Among documents of the same score the less relevant come first: a network that scores all
 * alike gets no credit for the order of the data. Queries without a relevant document cannot be
 * ranked well or badly; they are counted in {@code queries_without_relevant} and left out.
 *
 * @see <a href="https://doi.org/10.1145/582415.582418">Järvelin and Kekäläinen, Cumulated
 *     gain-based evaluation of IR techniques</a>
 */
public final class RankingQuality implements Metric {

  private final int k;
  private final Mean reciprocalRank = new Mean();
  private final Mean gain = new Mean();
  private final Mean precision = new Mean();
  private long hopeless;

  /**
   * @param k the ranks that count for NDCG, at least 1
   */
  public RankingQuality(int k) {
    if (k < 1) {
      throw new IllegalArgumentException("k must be at least 1 but was " + k);
    }
    this.k = k;
  }

  @Override
  public void add(float[] outputs, float[] targets) {
    if (!Rows.isFinite(outputs)) {
      reciprocalRank.add(Double.NaN);
      gain.add(Double.NaN);
      precision.add(Double.NaN);
      return;
    }
    double[] ranked = ranked(targets, Comparator.comparingDouble(i -> -outputs[i]));
    double[] ideal = ranked(targets, Comparator.comparingDouble(i -> -targets[i]));
    if (ideal.length == 0 || ideal[0] <= 0) {
      hopeless++;
      return;
    }
    gain.add(discountedGain(ranked) / discountedGain(ideal));
    addPrecision(ranked);
  }

  /** The relevances in this order, without padding. */
  private static double[] ranked(float[] targets, Comparator<Integer> order) {
    return IntStream.range(0, targets.length)
        .filter(i -> targets[i] >= 0)
        .boxed()
        .sorted(order.thenComparingDouble(i -> targets[i]))
        .mapToDouble(i -> targets[i])
        .toArray();
  }

  private double discountedGain(double[] ranked) {
    double sum = 0;
    for (int i = 0; i < Math.min(k, ranked.length); i++) {
      sum += (Math.pow(2, ranked[i]) - 1) * Math.log(2) / Math.log(i + 2.0);
    }
    return sum;
  }

  private void addPrecision(double[] ranked) {
    int relevant = 0;
    double sum = 0;
    for (int i = 0; i < ranked.length; i++) {
      if (ranked[i] > 0) {
        relevant++;
        sum += (double) relevant / (i + 1);
        if (relevant == 1) {
          reciprocalRank.add(1.0 / (i + 1));
        }
      }
    }
    precision.add(sum / relevant);
  }

  @Override
  public void addTo(Map<String, Double> values) {
    values.put("mrr", reciprocalRank.value());
    values.put("ndcg_at_%d".formatted(k), gain.value());
    values.put("map", precision.value());
    values.put("loss", 1 - gain.value());
    values.put("loss_stderr", gain.standardError());
    values.put("queries_without_relevant", (double) hopeless);
  }
}
