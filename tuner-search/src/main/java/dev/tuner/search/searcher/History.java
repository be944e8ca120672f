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
  Results finished();

  /**
   * The trials that are running now and of which nothing is known yet; their loss is positive
   * infinity. A trial that was in a rung is not among them.
   */
  Collection<Observation> unheard();

  /** Whether a trial of this study has, or had, this config. */
  boolean isTried(Map<String, Object> config);

  /**
   * What was observed in one rung.
   *
   * @param level the step at which the losses were measured
   */
  record Observed(int bracket, long level, Results results) {}
}
