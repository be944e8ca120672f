package dev.tuner.scheduler.replay;

import java.util.List;

/**
 * What a trial reported.
 *
 * @param reports by step, at least one
 * @param complete whether the trial ended by itself after the last of them
 */
record RecordedCurve(int trial, List<Report> reports, boolean complete) {

  /**
   * @param value of the study's metric
   * @param seconds how long the trial had run
   * @param metrics everything that was reported, as stored JSON
   */
  record Report(long step, double value, double seconds, String metrics) {}

  int length() {
    return reports.size();
  }

  /** How long the trial trained from the report before to this one. */
  double duration(int report) {
    return Math.max(
        0, reports.get(report).seconds() - (report == 0 ? 0 : reports.get(report - 1).seconds()));
  }

  long stepsOf(int report) {
    return reports.get(report).step() - (report == 0 ? 0 : reports.get(report - 1).step());
  }
}
