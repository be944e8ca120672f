package dev.tuner.wire;

import java.util.List;
import java.util.Map;

/**
 * A trial that the caller gives to a study: with {@code metrics} or {@code measurements} it was
 * trained elsewhere and searchers learn from it; with a {@code config} alone it runs next.
 *
 * @param config every parameter of the space; what is missing of one that is to run is drawn
 * @param metrics the last metrics, the study's among them; in place of {@code measurements}
 * @param step the step of these metrics; default: the last step of a trial of the study, or 1
 * @param measurements every report, by step
 * @param state {@code COMPLETED} (default), {@code STOPPED} (before its end) or {@code FAILED}
 * @param error why it failed
 */
public record GivenTrial(
    Map<String, Object> config,
    Map<String, Double> metrics,
    Long step,
    List<GivenMeasurement> measurements,
    String state,
    String error) {

  /** One report that was made elsewhere. {@code seconds} may be null. */
  public record GivenMeasurement(long step, Map<String, Double> metrics, Double seconds) {}

  /** A config that runs next. */
  public static GivenTrial toRun(Map<String, Object> config) {
    return new GivenTrial(config, null, null, null, null, null);
  }

  /** A trial that was trained to its end, with these metrics. */
  public static GivenTrial finished(Map<String, Object> config, Map<String, Double> metrics) {
    return new GivenTrial(config, metrics, null, null, null, null);
  }
}
