package dev.tuner.search.scheduler;

import java.util.function.IntToDoubleFunction;

/**
 * As {@link RankCut} for trials that are ranked by several losses: no single loss is the worst that
 * goes on.
 *
 * @param least how many go on at least
 */
record FrontCut(int least) implements Cut {

  @Override
  public Verdict of(Ladder ladder, int rung, int n, int rank, IntToDoubleFunction lossAt) {
    Verdict byRank = new RankCut(least).of(ladder, rung, n, rank, any -> 0);
    return new Verdict(byRank.goesOn(), null, byRank.words());
  }
}
