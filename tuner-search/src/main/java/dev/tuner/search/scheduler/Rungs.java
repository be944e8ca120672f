package dev.tuner.search.scheduler;

import java.util.OptionalLong;

/** A read-only view of all rungs of a study. */
public interface Rungs {

  /** The rung at the milestone {@code level} of the bracket; an empty one when nobody arrived. */
  Rung rung(int bracket, long level);

  /** The highest number of a bracket where anybody arrived; -1 if nobody did anywhere. */
  int lastBracket();

  /**
   * The highest milestone of the bracket, at most {@code step}, where the trial was recorded. Costs
   * a look at each milestone in between where anybody was.
   */
  OptionalLong lastLevel(int bracket, int trial, long step);
}
