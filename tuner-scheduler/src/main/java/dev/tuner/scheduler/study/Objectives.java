package dev.tuner.scheduler.study;

import dev.tuner.search.Mode;
import dev.tuner.search.definition.Fields;
import dev.tuner.search.definition.Json;
import dev.tuner.search.definition.Pointers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * The metrics that a study optimises, at least one. Stop criteria, the order of the leaderboard and
 * most schedulers go by the first; searchers, the front and asha by all.
 */
public record Objectives(List<Objective> all) {

  private static final int MOST = 4;
  private static final List<String> MODES = List.of("min", "max");

  /** A metric that is optimised, and which way is better. */
  public record Objective(String metric, Mode mode) {}

  public Objectives {
    all = List.copyOf(all);
  }

  /** Reads {@code metric} and {@code mode}, or the list {@code metrics}. */
  static Objectives read(Fields fields) {
    if (!fields.has("metrics")) {
      fields.optionalList("metrics");
      return new Objectives(List.of(new Objective(fields.text("metric"), mode(fields))));
    }
    for (var single : List.of("metric", "mode")) {
      if (fields.optionalText(single).isPresent()) {
        fields.problem(single, "stands in metrics: give either metric and mode, or metrics");
      }
    }
    var list = fields.list("metrics");
    if (list.isEmpty() || list.size() > MOST) {
      fields.problem("metrics", "must list 1 to %d metrics".formatted(MOST));
    }
    var read = new ArrayList<Objective>();
    for (int i = 0; i < list.size(); i++) {
      read.add(objective(list.get(i), Pointers.child(fields.pointer("metrics"), i), read, fields));
    }
    return new Objectives(read.isEmpty() ? List.of(new Objective("", Mode.MIN)) : read);
  }

  private static Objective objective(
      Object json, String pointer, List<Objective> before, Fields study) {
    if (!(json instanceof Map<?, ?> map)) {
      study
          .problems()
          .add(
              pointer,
              "must be such as {\"name\": \"val_loss\", \"mode\": \"min\"} but is "
                  + Json.show(json));
      return new Objective("", Mode.MIN);
    }
    var fields = Fields.of(Json.object(map), pointer, study.problems());
    var objective = new Objective(fields.text("name"), mode(fields));
    fields.done();
    if (before.stream().anyMatch(each -> each.metric().equals(objective.metric()))) {
      fields.problem("name", "is listed before: " + Json.show(objective.metric()));
    }
    return objective;
  }

  private static Mode mode(Fields fields) {
    return Mode.of(fields.oneOf("mode", "min", MODES));
  }

  /** The first one. */
  public Objective first() {
    return all.get(0);
  }

  public boolean areSeveral() {
    return all.size() > 1;
  }

  /** The names of the metrics. */
  public List<String> metrics() {
    return all.stream().map(Objective::metric).toList();
  }

  /** The losses of all metrics; null where there is one, because the loss says it all. */
  public double[] losses(Map<String, Double> metrics) {
    return areSeveral()
        ? all.stream()
            .mapToDouble(each -> each.mode().loss(metrics.getOrDefault(each.metric(), Double.NaN)))
            .toArray()
        : null;
  }

  /** The same as a list; empty where there is one metric. */
  public List<Double> severalLosses(Map<String, Double> metrics) {
    return areSeveral() ? Arrays.stream(losses(metrics)).boxed().toList() : List.of();
  }

  /** The losses of a trial that failed; null where there is one metric. */
  public double[] worst() {
    if (!areSeveral()) {
      return null;
    }
    var losses = new double[all.size()];
    Arrays.fill(losses, Double.POSITIVE_INFINITY);
    return losses;
  }

  void writeTo(Map<String, Object> json) {
    if (areSeveral()) {
      json.put(
          "metrics",
          all.stream()
              .map(each -> Map.of("name", each.metric(), "mode", each.mode().toString()))
              .toList());
    } else {
      json.put("metric", first().metric());
      json.put("mode", first().mode().toString());
    }
  }
}
