package dev.tuner.scheduler.given;

import dev.tuner.scheduler.InvalidInputException;
import dev.tuner.scheduler.given.GivenTrial.GivenReport;
import dev.tuner.scheduler.study.StudyDefinition;
import dev.tuner.scheduler.trial.TrialState;
import dev.tuner.search.TrialRandom;
import dev.tuner.search.definition.Fields;
import dev.tuner.search.definition.Json;
import dev.tuner.search.definition.Pointers;
import dev.tuner.search.definition.Problems;
import dev.tuner.search.definition.Range;
import dev.tuner.search.expression.ExpressionException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the trials that a person gives to a study, and names everything that is wrong with them at
 * once.
 */
final class GivenTrialReader {

  private static final int MOST_TRIALS = 1000;
  private static final int MOST_REPORTS = 10_000;
  private static final long LAST_STEP = (1L << 53) - 1;
  private static final List<String> ENDINGS = List.of("COMPLETED", "STOPPED", "FAILED");

  private final StudyDefinition definition;
  private final Problems problems = new Problems();

  private GivenTrialReader(StudyDefinition definition) {
    this.definition = definition;
  }

  /**
   * @param json one trial, or an object with a list of {@code trials}
   * @throws InvalidInputException with the JSON pointer of every bad field
   */
  static List<GivenTrial> read(Map<String, Object> json, StudyDefinition definition) {
    var reader = new GivenTrialReader(definition);
    var trials = reader.trials(json);
    if (!reader.problems.isEmpty()) {
      throw new InvalidInputException(
          "invalid-trial",
          reader.problems.list().stream()
              .map(each -> new InvalidInputException.FieldError(each.pointer(), each.detail()))
              .toList());
    }
    return trials;
  }

  private List<GivenTrial> trials(Map<String, Object> json) {
    if (!json.containsKey("trials")) {
      return List.of(trial(Fields.of(json, "", problems)));
    }
    var fields = Fields.of(json, "", problems);
    var list = fields.list("trials");
    fields.done();
    if (list.isEmpty() || list.size() > MOST_TRIALS) {
      fields.problem("trials", "must have 1 to %d trials".formatted(MOST_TRIALS));
      return List.of();
    }
    var trials = new ArrayList<GivenTrial>();
    for (int i = 0; i < list.size(); i++) {
      trials.add(trial(object(list.get(i), Pointers.child("/trials", i))));
    }
    return trials;
  }

  private GivenTrial trial(Fields fields) {
    var config = fields.map("config");
    var reports = reports(fields);
    var error = fields.optionalText("error");
    var ending =
        reports.isEmpty() && error.isEmpty() && !fields.has("state")
            ? TrialState.PENDING
            : ending(fields, error.isPresent());
    fields.optionalText("state");
    fields.done();
    var trial =
        new GivenTrial(
            config,
            reports,
            ending,
            ending == TrialState.FAILED ? error.orElse("it failed elsewhere") : null);
    check(trial, error.isPresent(), fields);
    return trial;
  }

  private static TrialState ending(Fields fields, boolean failed) {
    return TrialState.valueOf(fields.oneOf("state", failed ? "FAILED" : "COMPLETED", ENDINGS));
  }

  private void check(GivenTrial trial, boolean hasError, Fields fields) {
    if (trial.isFinished() && trial.ending() != TrialState.FAILED) {
      if (trial.reports().isEmpty()) {
        fields.problem("metrics", "is missing: give metrics or measurements of a finished trial");
      }
      if (hasError) {
        fields.problem("error", "belongs to a trial in state FAILED");
      }
    }
    if (trial.isFinished()) {
      definition.plan().space().check(trial.config(), fields.pointer("config"), problems);
    } else {
      checkPartial(trial.config(), fields.pointer("config"));
    }
  }

  private void checkPartial(Map<String, Object> config, String pointer) {
    var space = definition.plan().space();
    var before = problems.size();
    space.checkPartial(config, pointer, problems);
    try {
      if (problems.size() == before
          && !space.meetsConstraints(
              space.completeWithinConstraints(config, TrialRandom.of(definition.seed())))) {
        problems.add(pointer, "cannot be completed to a config that meets the constraints");
      }
    } catch (ExpressionException e) {
      problems.add(pointer, "cannot be completed to a config: " + e.getMessage());
    }
  }

  private List<GivenReport> reports(Fields fields) {
    var measurements = fields.optionalList("measurements");
    var metrics = fields.optionalMap("metrics");
    var byDefault = definition.scheduler().maxStep().orElse(1);
    var step = fields.integer("step", 1, LAST_STEP, byDefault);
    var seconds = fields.optionalNumber("seconds", Range.closed(0, 1e12));
    if (measurements.isPresent() && (metrics.isPresent() || fields.has("step"))) {
      fields.problem(
          "measurements", "stand for metrics and step: give either the one or the other");
    }
    if (measurements.isPresent()) {
      return reports(measurements.get(), fields.pointer("measurements"));
    }
    return metrics
        .map(
            values ->
                List.of(
                    new GivenReport(
                        step, metrics(values, fields.pointer("metrics")), seconds.orElse(null))))
        .orElse(List.of());
  }

  private List<GivenReport> reports(List<Object> list, String pointer) {
    if (list.isEmpty() || list.size() > MOST_REPORTS) {
      problems.add(pointer, "must have 1 to %d measurements".formatted(MOST_REPORTS));
      return List.of();
    }
    var reports = new ArrayList<GivenReport>();
    long last = 0;
    for (int i = 0; i < list.size(); i++) {
      var fields = object(list.get(i), Pointers.child(pointer, i));
      var step = fields.integer("step", 1, LAST_STEP);
      if (step <= last && fields.has("step")) {
        fields.problem("step", "is %d, not after step %d: steps only grow".formatted(step, last));
      }
      last = step;
      var metrics = metrics(fields.map("metrics"), fields.pointer("metrics"));
      var seconds = fields.optionalNumber("seconds", Range.closed(0, 1e12));
      fields.done();
      reports.add(new GivenReport(step, metrics, seconds.orElse(null)));
    }
    return reports;
  }

  private Map<String, Double> metrics(Map<String, Object> json, String pointer) {
    var metrics = new LinkedHashMap<String, Double>();
    json.forEach(
        (name, value) -> {
          var number = number(value);
          if (number == null || name.isBlank()) {
            problems.add(
                Pointers.child(pointer, name),
                "must be a number, \"NaN\", \"Infinity\" or \"-Infinity\" but is "
                    + Json.show(value));
          } else {
            metrics.put(name, number);
          }
        });
    for (var objective : definition.objectives().metrics()) {
      if (!json.containsKey(objective)) {
        problems.add(Pointers.child(pointer, objective), "is missing: the study optimises it");
      }
    }
    return metrics;
  }

  private static Double number(Object value) {
    if (value instanceof Number number) {
      return number.doubleValue();
    }
    return value instanceof String word && List.of("NaN", "Infinity", "-Infinity").contains(word)
        ? Double.valueOf(word)
        : null;
  }

  private Fields object(Object value, String pointer) {
    if (value instanceof Map<?, ?> map) {
      return Fields.of(Json.object(map), pointer, problems);
    }
    problems.add(pointer, "must be an object but is " + Json.show(value));
    return Fields.of(Map.of(), pointer, new Problems());
  }
}
