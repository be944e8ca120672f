package dev.tuner.search.scheduler;

import java.util.Iterator;
import java.util.OptionalLong;

/** A read-only view of all rungs of a study. */
public interface Rungs {

  /** The rung at the milestone {@code level} of the bracket; an empty one when nobody arrived. */
  Rung rung(int bracket, long level);

  /**
   * The brackets, ascending, to look into for the answer to a question. One that the caller removes
   * comes again only when something has changed there, or after another question.
   *
   * @param question all that the answers depend on, besides what is in the bracket
   */
  Iterator<Integer> open(Object question);

  /**
   * The highest milestone of the bracket, at most {@code step}, where the trial was recorded. Costs
   * a look at each milestone in between where anybody was.
   */
  OptionalLong lastLevel(int bracket, int trial, long step);
}
