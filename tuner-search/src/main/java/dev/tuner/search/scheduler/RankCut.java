package dev.tuner.search.scheduler;

import java.util.function.IntToDoubleFunction;

/**
 * The best {@code floor(n * level / next level)} go on, as in the paper.
 *
 * @param least how many go on at least
 */
record RankCut(int least) implements Cut {
  static final String NAME = "rank";

  @Override
  public Verdict of(Ladder ladder, int rung, int n, int rank, IntToDoubleFunction lossAt) {
    int goOn = Math.max(least, ladder.goOn(rung, n));
    return new Verdict(
        rank <= goOn,
        goOn == 0 ? null : (Double) lossAt.applyAsDouble(goOn),
        "%d %s on".formatted(goOn, goOn == 1 ? "goes" : "go"));
  }
}
