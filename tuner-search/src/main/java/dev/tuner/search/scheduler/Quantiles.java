package dev.tuner.search.scheduler;

/**
 * The best and the worst of a rung, by their losses there; those that failed or whose loss is not
 * finite are not counted.
 *
 * @param n how many are counted
 * @param k how many are the best, and as many the worst: {@code ceil(n * share)}, at most half
 */
record Quantiles(int n, int k) {

  static Quantiles of(int n, double share) {
    return new Quantiles(n, Math.min((int) Math.ceil(n * share), n / 2));
  }

  /** How many of a rung have a finite loss: they rank first. */
  static int finite(Rung rung) {
    return rung.rankIfAdded(Double.MAX_VALUE) - 1;
  }

  boolean isWorst(int rank) {
    return rank > n - k;
  }

  /** The rank of the last one that is not among the worst. */
  int lastKept() {
    return n - k;
  }

  /** Such as "the worst 3 take over from the best 3". */
  String words() {
    return k == 1
        ? "the worst takes over from the best"
        : "the worst %d take over from the best %d".formatted(k, k);
  }
}
