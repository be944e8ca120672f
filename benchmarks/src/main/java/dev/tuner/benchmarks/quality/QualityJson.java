package dev.tuner.benchmarks.quality;

import dev.tuner.benchmarks.Bar;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** Outcomes for programs: a list of families, each with the regrets of its methods. */
final class QualityJson {
  private static final JsonMapper JSON = new JsonMapper();

  private QualityJson() {}

  static String of(List<Outcome> outcomes, int seeds, List<Bar> bars) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("seeds", seeds);
    json.put("families", outcomes.stream().map(QualityJson::family).toList());
    json.put("bars", bars);
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(json);
  }

  private static Map<String, Object> family(Outcome outcome) {
    List<Map<String, Object>> rows = new ArrayList<>();
    for (Method method : outcome.methods()) {
      for (double time : outcome.family().printed()) {
        rows.add(row(outcome, method, time));
      }
    }
    return Map.of("family", outcome.family().word(), "tasks", outcome.tasks(), "regrets", rows);
  }

  private static Map<String, Object> row(Outcome outcome, Method method, double time) {
    Outcome.Estimate estimate = outcome.at(method, time);
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("method", method.words());
    row.put("time", time);
    row.put("mean", estimate.mean());
    row.put("standard_error", estimate.error());
    Bars.band(outcome.family(), method, time).ifPresent(band -> row.put("at_most", band));
    return row;
  }
}
