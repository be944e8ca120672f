package dev.tuner.search.stop;

import dev.tuner.search.Mode;
import dev.tuner.search.definition.Fields;
import dev.tuner.search.definition.Json;
import dev.tuner.search.definition.Range;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What ends a study by what its trials report: the target is reached, nothing has become better for
 * long, or too many trials have failed. Pure: the caller keeps the {@link Standing}.
 *
 * @param target the value of the metric that is good enough
 * @param maxFailures how many failed trials the study bears
 */
public record StopCriteria(
    Optional<Double> target, Optional<Plateau> plateau, OptionalLong maxFailures) {
  private static final long MOST_FAILURES = 1_000_000;

  /** The criteria stop nothing. */
  public static StopCriteria none() {
    return new StopCriteria(Optional.empty(), Optional.empty(), OptionalLong.empty());
  }

  /** Reads the fields {@code target}, {@code plateau} and {@code max_failures} of a study. */
  public static StopCriteria read(Fields fields) {
    return new StopCriteria(
        fields.optionalNumber("target", Range.any()),
        fields.optionalMap("plateau").map(given -> Plateau.read(fields.nested("plateau"))),
        fields.optionalInteger("max_failures", 0, MOST_FAILURES));
  }

  /** A report of one trial, and where that trial was before. */
  public record Reported(int trial, long lastStep, long step, double value) {}

  /** The standing after a report. */
  public Standing after(Reported report, Mode mode, Standing before) {
    return before.reported(
        mode.loss(report.value()),
        report.lastStep(),
        report.step(),
        plateau.map(Plateau::minDelta).orElse(0.0));
  }

  /**
   * Why the study ends with a report, if it does.
   *
   * @param after the standing with the report
   */
  public Optional<Ending> onReport(Reported report, Mode mode, Standing after) {
    if (target.isPresent() && mode.loss(report.value()) <= mode.loss(target.get())) {
      return Optional.of(
          new Ending(
              false,
              "target %s reached by trial %d at step %d with %s"
                  .formatted(
                      Json.show(target.get()),
                      report.trial(),
                      report.step(),
                      Json.show(report.value()))));
    }
    return onPlateau(mode, after);
  }

  /** Why the study ends with the failure of a trial, if it does; {@code error} in one line. */
  public Optional<Ending> onFailure(int trial, String error, Mode mode, Standing after) {
    if (maxFailures.isPresent() && after.failures() > maxFailures.getAsLong()) {
      return Optional.of(
          new Ending(
              true,
              "%d trials failed, max_failures is %d; the last one, trial %d: %s"
                  .formatted(after.failures(), maxFailures.getAsLong(), trial, error)));
    }
    return onPlateau(mode, after);
  }

  private Optional<Ending> onPlateau(Mode mode, Standing after) {
    return plateau
        .filter(each -> each.isReached(after))
        .map(
            each ->
                new Ending(
                    false,
                    "plateau: the best value %s has not improved %s"
                        .formatted(Json.show(mode.value(after.mark())), each.words())));
  }

  /** The fields that are given, as {@link #read} reads them. */
  public Map<String, Object> toJson() {
    Map<String, Object> json = new LinkedHashMap<>();
    target.ifPresent(value -> json.put("target", value));
    plateau.ifPresent(each -> json.put("plateau", each.toJson()));
    maxFailures.ifPresent(count -> json.put("max_failures", count));
    return json;
  }
}
