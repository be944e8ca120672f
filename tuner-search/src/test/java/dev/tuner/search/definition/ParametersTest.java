package dev.tuner.search.definition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tuner.search.scheduler.Setting;
import dev.tuner.search.scheduler.TrialSchedulers;
import dev.tuner.search.searcher.Searchers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Of every parameter that any searcher or scheduler reads, so also of those yet to be written. */
class ParametersTest {

  /** A searcher or a scheduler, how it is read, and what it reads. */
  record Plan(String place, String type, List<Parameter> parameters) {
    Problems read(Map<String, Object> json) {
      var problems = new Problems();
      if (place.equals("/search")) {
        Searchers.read(json, place, problems);
      } else {
        TrialSchedulers.read(json, Setting.bare(), place, problems);
      }
      return problems;
    }

    Map<String, Object> json(String name, Object value) {
      var json = new HashMap<String, Object>(Map.of("type", type));
      parameters.stream()
          .filter(Parameter::required)
          .forEach(each -> json.put(each.name(), each.name().equals("max_t") ? 27 : 1));
      json.put(name, value);
      return json;
    }

    @Override
    public String toString() {
      return place + " " + type;
    }
  }

  static Stream<Plan> plans() {
    return Stream.concat(
        Searchers.types().stream()
            .map(type -> new Plan("/search", type, Searchers.parameters(type))),
        TrialSchedulers.types().stream()
            .map(type -> new Plan("/scheduler", type, TrialSchedulers.parameters(type))));
  }

  private static List<Object> outside(Values values) {
    if (values instanceof Values.Whole whole) {
      List<Object> outside = new ArrayList<>(List.of("ten", 2.5, true, whole.min() - 1));
      if (whole.max() < Long.MAX_VALUE) {
        outside.add(whole.max() + 1);
      }
      return outside;
    }
    if (values instanceof Values.Numbers numbers) {
      return outside(numbers.range());
    }
    boolean text = values instanceof Values.Words || values.toString().contains("text");
    return text ? List.of(3, true) : List.of("no such word");
  }

  @ParameterizedTest
  @MethodSource("plans")
  void anUnknownWordIsToldTheKnownOnes(Plan plan) {
    for (Parameter parameter : plan.parameters()) {
      if (parameter.values() instanceof Values.Words words) {
        assertThat(plan.read(plan.json(parameter.name(), "no such word")).list())
            .singleElement()
            .satisfies(
                problem ->
                    assertThat(problem.detail()).contains("no such word").contains(words.words()));
      }
    }
  }

  private static List<Object> outside(Range range) {
    List<Object> outside = new ArrayList<>(List.of("ten", true, Double.NaN));
    for (double end : new double[] {range.low(), range.high()}) {
      Stream.of(Math.nextDown(end), end, Math.nextUp(end))
          .filter(value -> !range.contains(value))
          .forEach(outside::add);
    }
    return outside;
  }

  @ParameterizedTest
  @MethodSource("plans")
  void aValueOutsideIsRefusedWithItsNameItselfAndTheRange(Plan plan) {
    for (Parameter parameter : plan.parameters()) {
      for (Object value : outside(parameter.values())) {
        List<Problem> problems = plan.read(plan.json(parameter.name(), value)).list();
        String pointer = plan.place() + "/" + parameter.name();
        assertThat(problems)
            .as("%s of %s: %s", parameter.name(), plan, value)
            .filteredOn(problem -> problem.pointer().equals(pointer))
            .singleElement()
            .extracting(Problem::detail)
            .asString()
            .contains(Json.show(value));
        if (!(parameter.values() instanceof Values.Words)) {
          assertThat(problems.toString()).contains(parameter.values().toString());
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("plans")
  void everyDefaultMayAsWellBeWritten(Plan plan) {
    for (Parameter parameter : plan.parameters()) {
      parameter
          .byDefault()
          .ifPresent(
              value ->
                  assertThat(plan.read(plan.json(parameter.name(), value)).list())
                      .as("%s of %s: %s", parameter.name(), plan, value)
                      .noneMatch(problem -> problem.pointer().endsWith(parameter.name())));
    }
  }

  @ParameterizedTest
  @MethodSource("plans")
  void anUnknownFieldIsToldTheKnownOnes(Plan plan) {
    assertThat(plan.read(plan.json("no_such_field", 1)).list())
        .filteredOn(problem -> problem.pointer().endsWith("/no_such_field"))
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.detail()).contains("known fields: ", "type");
              plan.parameters().forEach(each -> assertThat(problem.detail()).contains(each.name()));
            });
  }

  @Test
  void anUnknownTypeIsToldTheKnownOnes() {
    var search = new Problems();
    Searchers.read(Map.of("type", "bayes"), "/search", search);
    assertThat(search.list()).singleElement().satisfies(names(Searchers.types()));
    var scheduler = new Problems();
    TrialSchedulers.read(Map.of("type", "sha"), Setting.bare(), "/scheduler", scheduler);
    assertThat(scheduler.list()).singleElement().satisfies(names(TrialSchedulers.types()));
  }

  private static Consumer<Problem> names(List<String> types) {
    return problem -> {
      assertThat(problem.pointer()).endsWith("/type");
      assertThat(problem.detail()).contains(types);
    };
  }
}
