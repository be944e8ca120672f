package dev.tuner.wire;

import java.util.List;

/**
 * Several reports in one call. Each is answered for itself: one that is refused does not hold up
 * the others.
 */
public record BatchReport(List<Item> reports) {

  /** A report and the trial it belongs to. */
  public record Item(String trialId, Report report) {}

  /** The answers, in the order of the reports. */
  public record Reply(List<Outcome> outcomes) {}

  /** Either the reply to one report, or the problem with it. */
  public record Outcome(ReportReply reply, Problem problem) {}
}
