package dev.tuner.scheduler.trial;

import java.util.List;

/** What is stored of a trial. */
record TrialRow(TrialState state, List<Object> standing, List<Object> progress) {
  static TrialRow of(Trial trial) {
    return new TrialRow(
        trial.state(), TrialColumns.STANDING.values(trial), TrialColumns.PROGRESS.values(trial));
  }
}
