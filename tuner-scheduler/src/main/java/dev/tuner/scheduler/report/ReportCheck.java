package dev.tuner.scheduler.report;

import dev.tuner.scheduler.InvalidInputException;
import dev.tuner.scheduler.lease.LeaseLostException;
import dev.tuner.scheduler.study.Objectives;
import dev.tuner.scheduler.study.Study;
import dev.tuner.scheduler.trial.Steps;
import dev.tuner.scheduler.trial.Trial;
import dev.tuner.scheduler.trial.TrialOverException;
import dev.tuner.search.definition.Pointers;

/** Whether a report may be taken in. Each refusal says what is wrong and changes nothing. */
final class ReportCheck {

  private static final double MAX_SECONDS = 1e12;
  private static final int MAX_METRICS = 200;
  private static final int MAX_NAME = 200;

  private ReportCheck() {}

  /** What can be said of the report by itself, given the metrics that its study needs. */
  static void requireWellFormed(ReportCommand report, Study study, Objectives objectives) {
    Steps.requirePossible(report.step());
    if (report.seconds() != null && !(report.seconds() >= 0 && report.seconds() < MAX_SECONDS)) {
      throw new InvalidInputException(
          "invalid-seconds",
          "/seconds",
          "seconds must be >= 0 and finite but is " + report.seconds());
    }
    for (var needed : objectives.metrics()) {
      if (report.metrics() == null || report.metrics().get(needed) == null) {
        throw new InvalidInputException(
            "missing-metric",
            Pointers.child("/metrics", needed),
            "the report lacks %s, which study %s optimises; report it as a number or as \"NaN\""
                .formatted(needed, study.name()));
      }
    }
    if (report.metrics().size() > MAX_METRICS) {
      throw new InvalidInputException(
          "too-many-metrics",
          "/metrics",
          "%d metrics are more than %d".formatted(report.metrics().size(), MAX_METRICS));
    }
    for (var metric : report.metrics().entrySet()) {
      requireMetric(metric.getKey(), metric.getValue());
    }
  }

  private static void requireMetric(String name, Double value) {
    if (name.indexOf('\0') >= 0) {
      throw new InvalidInputException(
          "unstorable-character",
          "/metrics",
          "a metric's name has the character U+0000, which cannot be stored; leave it out");
    }
    if (name.isBlank() || name.length() > MAX_NAME || value == null) {
      throw new InvalidInputException(
          "invalid-metric",
          Pointers.child("/metrics", name),
          "a metric needs a name of 1 to %d characters and a number".formatted(MAX_NAME));
    }
  }

  /** That the sender holds the trial now. */
  static void requireLease(ReportCommand report, Trial trial) {
    if (trial.state().isOver()) {
      throw new TrialOverException(trial);
    }
    if (!trial.isHeldUnder(report.lease())) {
      throw new LeaseLostException(trial.id(), report.lease());
    }
  }

  /** That the step is the next one of the trial's clock. */
  static void requireLaterStep(ReportCommand report, Trial trial) {
    if (report.step() <= trial.lastStep()) {
      throw new InvalidInputException(
          "step-backwards",
          "/step",
          "step %d is not after step %d, the last one of trial %s; steps only grow, also after a resume"
              .formatted(report.step(), trial.lastStep(), trial.id()));
    }
  }
}
