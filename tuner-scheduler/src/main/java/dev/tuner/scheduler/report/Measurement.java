package dev.tuner.scheduler.report;

import dev.tuner.scheduler.json.LazyJson;
import dev.tuner.search.scheduler.Decision;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * One stored report.
 *
 * @param value the study's metric as it was reported; may be NaN or infinite
 * @param decision the first answer, which a repeated report gets again
 * @param sequence its place in the study's log
 */
public record Measurement(
    UUID trialId,
    long step,
    long lease,
    int attempt,
    double value,
    LazyJson<Map<String, Double>> metrics,
    Double seconds,
    Decision.Kind decision,
    Instant reportedAt,
    long sequence) {

  /** A report that was taken in at the attempt. */
  static Measurement of(
      ReportCommand report,
      int attempt,
      double value,
      Decision.Kind decision,
      Instant now,
      long sequence) {
    return new Measurement(
        report.trialId(),
        report.step(),
        report.lease(),
        attempt,
        value,
        report.stored(),
        report.seconds(),
        decision,
        now,
        sequence);
  }
}
