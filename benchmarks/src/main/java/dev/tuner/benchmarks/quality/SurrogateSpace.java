package dev.tuner.benchmarks.quality;

import dev.tuner.search.definition.Problems;
import dev.tuner.search.space.SearchSpace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/**
 * The tuned parameters of a scenario. Those that only some values of a categorical parameter have
 * stand in the options of that parameter.
 */
final class SurrogateSpace {
  private static final String NAME = "name";

  private final JsonNode configSpace;
  private final Scenario scenario;

  SurrogateSpace(JsonNode configSpace, Scenario scenario) {
    this.configSpace = configSpace;
    this.scenario = scenario;
  }

  SearchSpace read() {
    Map<String, Object> json = new LinkedHashMap<>();
    for (JsonNode each : configSpace.get("hyperparameters")) {
      String name = each.get(NAME).asString();
      if (scenario.isTuned(name) && conditionsOf(name).isEmpty()) {
        json.put(name, domain(each));
      }
    }
    var problems = new Problems();
    SearchSpace space = SearchSpace.read(json, "/space", problems);
    problems.throwIfAny();
    return space;
  }

  private Map<String, Object> domain(JsonNode each) {
    String log = each.path("log").asBoolean(false) ? "log" : "";
    return switch (each.get("type").asString()) {
      case "uniform_float" ->
          Map.of(
              log + "uniform", List.of(each.get("lower").asDouble(), each.get("upper").asDouble()));
      case "uniform_int" ->
          Map.of(
              log + "randint", List.of(each.get("lower").asLong(), each.get("upper").asLong() + 1));
      case "categorical" -> Map.of("choice", options(each));
      default -> throw new IllegalArgumentException("unknown type " + each.get("type"));
    };
  }

  private List<Object> options(JsonNode parameter) {
    List<Object> options = new ArrayList<>();
    for (JsonNode choice : parameter.get("choices")) {
      Map<String, Object> own = children(parameter.get(NAME).asString(), choice.asString());
      options.add(own.isEmpty() ? choice.asString() : named(choice.asString(), own));
    }
    return options;
  }

  private static Map<String, Object> named(String value, Map<String, Object> own) {
    Map<String, Object> option = new LinkedHashMap<>();
    option.put(NAME, value);
    option.putAll(own);
    return option;
  }

  private Map<String, Object> children(String parent, String value) {
    Map<String, Object> children = new LinkedHashMap<>();
    for (JsonNode each : configSpace.get("hyperparameters")) {
      boolean has =
          conditionsOf(each.get(NAME).asString()).stream()
              .anyMatch(
                  condition ->
                      condition.get("parent").asString().equals(parent) && holds(condition, value));
      if (has) {
        children.put(each.get(NAME).asString(), domain(each));
      }
    }
    return children;
  }

  private List<JsonNode> conditionsOf(String child) {
    return StreamSupport.stream(configSpace.get("conditions").spliterator(), false)
        .filter(each -> each.get("child").asString().equals(child))
        .toList();
  }

  private static boolean holds(JsonNode condition, String value) {
    return condition.has("values")
        ? condition.get("values").valueStream().anyMatch(each -> each.asString().equals(value))
        : condition.get("value").asString().equals(value);
  }

  /** The config as the network knows it: options' own parameters beside the option's name. */
  static Map<String, Object> flat(Map<String, Object> config) {
    Map<String, Object> flat = new LinkedHashMap<>();
    config.forEach(
        (name, value) -> {
          if (value instanceof Map<?, ?> option) {
            option.forEach(
                (key, inner) -> flat.put(key.equals(NAME) ? name : String.valueOf(key), inner));
          } else {
            flat.put(name, value);
          }
        });
    return flat;
  }
}
