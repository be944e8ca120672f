package dev.tuner.search.searcher;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/** What a study has observed so far: a read-only view. */
public interface History {

  /** Nothing observed, nothing running. */
  static History none() {
    return NoHistory.INSTANCE;
  }

  /** The rungs that hold observations, by level, highest first, then by bracket. */
  List<Observed> rungs();

  /**
   * The observations of trials that ended by themselves or were imported, outside of any rung, in
   * the order of their ends.
   */
  List<Observation> finished();

  /** The trials that are running now; their loss is positive infinity. */
  Collection<Observation> running();

  /** Whether a trial of this study has, or had, this config. */
  boolean isTried(Map<String, Object> config);

  /**
   * What was observed in one rung.
   *
   * @param level the step at which the losses were measured
   * @param observations in the order of arrival; a view that may grow later
   */
  record Observed(int bracket, long level, List<Observation> observations) {}
}
