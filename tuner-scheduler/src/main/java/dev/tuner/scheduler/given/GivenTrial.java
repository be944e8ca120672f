package dev.tuner.scheduler.given;

import dev.tuner.scheduler.trial.TrialState;
import java.util.List;
import java.util.Map;

/**
 * A trial that a person gives to a study.
 *
 * @param config whole when the trial is finished; otherwise what is missing is drawn
 * @param reports by step; empty for a config that is to run next, or that failed before any
 * @param ending how the trial ended elsewhere; {@code PENDING} for a config that is to run next
 * @param error of a trial that failed; null for others
 */
record GivenTrial(
    Map<String, Object> config, List<GivenReport> reports, TrialState ending, String error) {

  /** A report that was made elsewhere. {@code seconds} may be null. */
  record GivenReport(long step, Map<String, Double> metrics, Double seconds) {}

  boolean isFinished() {
    return ending != TrialState.PENDING;
  }
}
