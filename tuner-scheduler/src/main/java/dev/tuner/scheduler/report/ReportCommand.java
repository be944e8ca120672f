package dev.tuner.scheduler.report;

import dev.tuner.scheduler.json.Json;
import dev.tuner.scheduler.json.LazyJson;
import java.util.Map;
import java.util.UUID;

/**
 * One report of a running trial, as it arrived.
 *
 * @param lease the number of the lease under which the sender runs the trial
 * @param stored the metrics as they are stored; their text is made by the thread that brings the
 *     report, because those that take it in are few
 * @param seconds running time of the trial so far; may be null
 */
public record ReportCommand(
    UUID trialId, long lease, long step, LazyJson<Map<String, Double>> stored, Double seconds) {
  public ReportCommand(
      UUID trialId, long lease, long step, Map<String, Double> metrics, Double seconds) {
    this(trialId, lease, step, LazyJson.written(metrics, Json::metrics), seconds);
  }

  /** May hold NaN and infinities; null when the report has none. */
  public Map<String, Double> metrics() {
    return stored.value();
  }
}
