package dev.tuner.search.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tuner.search.Golden;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Traces of the originals, replayed. */
class AshaGoldenTest {

  private static Stream<Arguments> traces(String kind, List<String> rules, List<String> names) {
    List<Arguments> traces = new ArrayList<>();
    for (JsonNode trace : Golden.read("asha_traces.json").get(kind)) {
      String name = trace.get("name").asString();
      if (rules.contains(trace.get("rule").asString())
          && names.stream().anyMatch(name::startsWith)) {
        traces.add(Arguments.of(trace.get("rule").asString() + " " + name, trace));
      }
    }
    return traces.stream();
  }

  private static Stream<Arguments> promotionTraces() {
    return Stream.concat(
        traces("promotion", List.of("li2020_floor"), List.of("W1", "W4", "ties", "eta2")),
        traces("promotion", List.of("syne_tune_quantile"), List.of("W1", "W4", "ties", "eta2")));
  }

  private static String rule(JsonNode trace) {
    return trace.get("rule").asString().equals("syne_tune_quantile") ? "quantile" : "rank";
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("promotionTraces")
  void promotesExactlyAsAlgorithm2OfThePaperAndAsSyneTune(String name, JsonNode trace) {
    JsonNode levels = trace.get("levels");
    long maxT = levels.get(levels.size() - 1).asLong();
    var study =
        new SimulatedStudy(
            AshaPromotionTest.asha(
                "rule", rule(trace), "max_t", maxT, "reduction_factor", trace.get("eta").asInt()));
    Iterator<JsonNode> events = trace.get("events").iterator();
    Optional<Integer> goesOn = Optional.empty();
    int checked = 0;
    while (events.hasNext()) {
      JsonNode event = events.next();
      int trial = event.get(1).asInt();
      if (event.get(0).asString().equals("result")) {
        long step = levels.get(event.get(2).asInt()).asLong();
        Decision decision = study.report(trial, step, event.get(3).asDouble());
        goesOn = decision.kind() == Decision.Kind.CONTINUE ? Optional.of(trial) : Optional.empty();
      } else {
        Optional<Integer> next = goesOn.or(() -> study.promote().map(Promotion::trial));
        assertThat(next)
            .as("event %s", event)
            .isEqualTo(
                event.get(0).asString().equals("promote") ? Optional.of(trial) : Optional.empty());
        goesOn = Optional.empty();
        checked++;
      }
    }
    assertThat(checked).isGreaterThan(30);
  }

  /** Those whose rule is ours: floor(n / eta), at least one, itself included; distinct losses. */
  private static Stream<Arguments> stoppingTraces() {
    return traces(
        "stopping",
        List.of("optuna_sha", "determined_floor"),
        List.of("basic", "sequential", "eta4", "skips_milestones"));
  }

  private static Stream<Arguments> quantileTraces() {
    return traces(
        "stopping", List.of("syne_tune_quantile"), List.of("basic", "sequential", "ties", "eta4"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource({"stoppingTraces", "quantileTraces"})
  void stopsExactlyAsTheSystemsWithTheSameRule(String name, JsonNode trace) {
    var study =
        new SimulatedStudy(
            AshaPromotionTest.asha(
                "variant",
                "stopping",
                "rule",
                rule(trace),
                "max_t",
                trace.get("R").asLong(),
                "reduction_factor",
                trace.get("eta").asInt()));
    for (JsonNode event : trace.get("events")) {
      Decision decision =
          study.report(event.get(0).asInt(), event.get(1).asLong(), event.get(2).asDouble());
      assertThat(decision.kind() == Decision.Kind.STOP)
          .as("event %s: %s", event, decision)
          .isEqualTo(event.get(3).asString().equals("stop"));
    }
  }

  /** Ray, Optuna and Syne Tune let some of these trials live or leave them out of the rung. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("nanTraces")
  void stopsATrialAtItsFirstRungAfterNanWhereTheOthersDoNot(String name, JsonNode trace) {
    var study = new SimulatedStudy(AshaPromotionTest.asha("variant", "stopping"));
    List<Integer> stopped = new ArrayList<>();
    for (JsonNode event : trace.get("events")) {
      int trial = event.get(0).asInt();
      double loss = event.get(2).isNull() ? Double.NaN : event.get(2).asDouble();
      if (!stopped.contains(trial)
          && study.report(trial, event.get(1).asLong(), loss).kind() == Decision.Kind.STOP) {
        stopped.add(trial);
      }
    }
    for (long level : List.of(1L, 3L, 9L)) {
      assertThat(study.rungs.rung(0, level).entries())
          .filteredOn(entry -> entry.loss() == Double.POSITIVE_INFINITY)
          .allMatch(entry -> entry.fate() == RungEntry.Fate.ENDS);
    }
    assertThat(stopped).isNotEmpty();
  }

  private static Stream<Arguments> nanTraces() {
    return traces("stopping", List.of("ray_percentile", "optuna_sha"), List.of("nan_metrics"));
  }
}
