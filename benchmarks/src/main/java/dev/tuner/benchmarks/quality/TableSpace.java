package dev.tuner.benchmarks.quality;

import dev.tuner.search.definition.Problems;
import dev.tuner.search.space.SearchSpace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** The {@code space} of a table's {@code .meta.json}. */
record TableSpace(JsonNode parameters) {

  SearchSpace space() {
    Map<String, Object> json = new LinkedHashMap<>();
    parameters.forEach(each -> json.put(each.get("name").asString(), domain(each)));
    var problems = new Problems();
    SearchSpace space = SearchSpace.read(json, "/space", problems);
    problems.throwIfAny();
    return space;
  }

  private static Map<String, Object> domain(JsonNode each) {
    String type = each.get("type").asString();
    if (type.equals("categorical") || type.equals("ordinal")) {
      List<Object> choices = new ArrayList<>();
      each.get("choices").forEach(choice -> choices.add(value(choice)));
      return Map.of(type.equals("ordinal") ? "ordered_choice" : "choice", choices);
    }
    String log = isLog(each) ? "log" : "";
    if (type.equals("int")) {
      List<Long> ends = List.of(each.get("low").asLong(), each.get("high").asLong() + 1);
      return Map.of(log + "randint", ends);
    }
    return Map.of(log + "uniform", List.of(low(each), high(each)));
  }

  /** Parameters near one, such as Adam's betas, are searched by their distance to one. */
  private static boolean isFromOne(JsonNode parameter) {
    return parameter.has("reparam");
  }

  private static boolean isLog(JsonNode parameter) {
    return isFromOne(parameter) || parameter.get("log").asBoolean();
  }

  private static double low(JsonNode parameter) {
    return parameter.get(isFromOne(parameter) ? "one_minus_low" : "low").asDouble();
  }

  private static double high(JsonNode parameter) {
    return parameter.get(isFromOne(parameter) ? "one_minus_high" : "high").asDouble();
  }

  static Object value(JsonNode node) {
    if (node.isIntegralNumber()) {
      return node.asLong();
    }
    return node.isNumber() ? (Object) node.asDouble() : node.asString();
  }

  /** The config of a line; constants of the files are moved into their ranges. */
  Map<String, Object> config(JsonNode json) {
    Map<String, Object> config = new LinkedHashMap<>();
    for (JsonNode each : parameters) {
      String name = each.get("name").asString();
      Object value = value(json.get(name));
      if (each.get("type").asString().equals("float")) {
        double number = json.get(name).asDouble();
        // the files' digits may have moved a value over a bound
        value = Math.min(high(each), Math.max(low(each), isFromOne(each) ? 1 - number : number));
      }
      config.put(name, value);
    }
    return config;
  }
}
