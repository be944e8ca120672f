package dev.tuner.search.scheduler;

import java.util.function.IntToDoubleFunction;

/**
 * Those at or below the quantile {@code level / next level} of the losses go on, as in Syne Tune;
 * between two losses it is interpolated.
 *
 * @param alone whether the only trial of a rung goes on
 * @see <a href="https://github.com/awslabs/syne-tune">Syne Tune, hyperband_promotion and
 *     hyperband_stopping</a>
 */
record QuantileCut(boolean alone) implements Cut {
  static final String NAME = "quantile";

  @Override
  public Verdict of(Ladder ladder, int rung, int n, int rank, IntToDoubleFunction lossAt) {
    if (n < 2) {
      return new Verdict(alone, null, "nobody to compare with");
    }
    double share = (double) ladder.level(rung) / ladder.level(rung + 1);
    double cutoff = quantile(share * (n - 1), n, lossAt);
    return new Verdict(
        lossAt.applyAsDouble(rank) <= cutoff, cutoff, "the cutoff is %.6g".formatted(cutoff));
  }

  private static double quantile(double position, int n, IntToDoubleFunction lossAt) {
    int index = (int) Math.floor(position);
    double low = lossAt.applyAsDouble(index + 1);
    double high = lossAt.applyAsDouble(Math.min(n, index + 2));
    if (high == Double.POSITIVE_INFINITY) {
      return low;
    }
    double share = position - index;
    // from the nearer end, as numpy does, so that the same losses pass
    return share >= 0.5 ? high - (high - low) * (1 - share) : low + (high - low) * share;
  }
}
