package dev.tuner.search.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tuner.search.Mode;
import dev.tuner.search.TrialRandom;
import dev.tuner.search.definition.Problems;
import dev.tuner.search.space.SearchSpace;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Laws of whole studies, for every scheduler, over many seeded studies (ALGORITHMS 12). */
class TrialSchedulerLawsTest {
  private static final int TRIALS = 40;
  private static final int SEEDS = 12;
  private static final SimulatedStudy.Mishaps NONE = (trial, step) -> SimulatedStudy.Mishap.NONE;

  /** A scheduler under test, in a study of so many metrics. */
  record Plan(Map<String, Object> json, int metrics) {
    Plan ofMetrics(int several) {
      return new Plan(json, several);
    }

    TrialScheduler read(Mode mode) {
      var problems = new Problems();
      var space =
          SearchSpace.read(Map.of("x", Map.of("uniform", List.of(0, 1))), "", new Problems());
      var given = mode == Mode.MIN ? json : mirrored();
      var scheduler =
          TrialSchedulers.read(given, new Setting(mode, space, 7, metrics), "/scheduler", problems);
      problems.throwIfAny();
      return scheduler;
    }

    /** Bounds of the metric change sign and place when the metric does. */
    private Map<String, Object> mirrored() {
      var mirrored = new HashMap<>(json);
      mirrored.remove("lower");
      mirrored.remove("upper");
      if (json.get("lower") instanceof Double bound) {
        mirrored.put("upper", -bound);
      }
      if (json.get("upper") instanceof Double bound) {
        mirrored.put("lower", -bound);
      }
      return mirrored;
    }

    @Override
    public String toString() {
      return metrics + " " + json;
    }
  }

  static Stream<Plan> plans() {
    return Stream.of(
        plan("asha", "max_t", 27),
        plan("asha", "max_t", 27).ofMetrics(2),
        plan("asha", "max_t", 9, "variant", "stopping").ofMetrics(3),
        plan("asha", "max_t", 27, "rule", "quantile"),
        plan("asha", "max_t", 27, "brackets", 3, "reduction_factor", 2.5),
        plan("asha", "max_t", 27, "variant", "stopping"),
        plan("asha", "max_t", 9, "variant", "stopping", "rule", "quantile", "brackets", 2),
        plan("pasha", "max_t", 27),
        plan("pasha", "max_t", 27, "epsilon", 0.02, "reduction_factor", 2),
        plan("hyperband", "max_t", 9),
        plan("hyperband", "max_t", 20, "bracket_sizes", "floor", "levels", "from_max_t"),
        plan("bohb", "max_t", 9),
        plan("median_stopping", "max_t", 12),
        plan("percentile", "max_t", 12, "percentile", 30, "grace_period", 3),
        plan("patience", "max_t", 12, "patience", 2, "min_delta", 0.01),
        plan("threshold", "max_t", 12, "lower", 0.2, "upper", 1.9),
        plan("wilcoxon", "max_t", 12),
        pbt("max_t", 12, "perturbation_interval", 2),
        pbt("max_t", 12, "quantile_fraction", 0.5, "burn_in_period", 5),
        pbt("max_t", 12, "perturbation_interval", 3, "synch", false),
        plan("pbt_replay", "max_t", 12, "policy", List.of(policy(0, 0.5), policy(4, 0.25))),
        plan("fifo", "max_t", 5));
  }

  private static Map<String, Object> policy(long step, double x) {
    return Map.of("step", step, "config", Map.of("x", x));
  }

  private static Plan pbt(Object... fields) {
    var plan = plan("pbt", fields);
    plan.json().put("hyperparam_mutations", List.of("x"));
    return plan;
  }

  private static Plan plan(String type, Object... fields) {
    var json = new HashMap<String, Object>(Map.of("type", type));
    for (int i = 0; i < fields.length; i += 2) {
      json.put((String) fields[i], fields[i + 1]);
    }
    return new Plan(json, 1);
  }

  @Test
  void everySchedulerIsHere() {
    assertThat(plans().map(plan -> plan.json().get("type")).distinct())
        .containsExactlyInAnyOrderElementsOf(TrialSchedulers.types());
  }

  /** Falling curves; in some studies with ties, in some with values that are not finite. */
  private static double value(long seed, int trial, long step) {
    double noise = TrialRandom.part(seed, trial * 1000L + step).nextDouble();
    if (seed % 3 == 1 && noise < 0.03) {
      return noise < 0.01 ? Double.NaN : Double.POSITIVE_INFINITY;
    }
    double value = TrialRandom.part(seed + 1, trial).nextDouble() + 1.0 / step + 0.1 * noise;
    return seed % 3 == 2 ? Math.rint(value * 8) / 8 : value;
  }

  private static SimulatedStudy run(Plan plan, Mode mode, long seed) {
    int workers = List.of(1, 2, 5, 30).get((int) (seed % 4));
    long stride = seed % 5 == 4 ? 3 : 1;
    var mishaps = seed % 2 == 0 ? SimulatedStudy.Mishaps.random(seed, 25) : NONE;
    return new SimulatedStudy(plan.read(mode), TRIALS)
        .run(workers, stride, seed, curve(plan, mode, seed), mishaps);
  }

  private static SimulatedStudy.Curve curve(Plan plan, Mode mode, long seed) {
    int sign = mode == Mode.MIN ? 1 : -1;
    return new SimulatedStudy.Curve() {
      @Override
      public double loss(int trial, long step) {
        return mode.loss(sign * value(seed, trial, step));
      }

      @Override
      public List<Double> losses(int trial, long step) {
        return plan.metrics() == 1
            ? List.of()
            : IntStream.range(0, plan.metrics())
                .mapToObj(k -> k == 0 ? loss(trial, step) : value(seed + 100L * k, trial, step))
                .toList();
      }
    };
  }

  private static void inEveryStudy(Plan plan, Consumer<SimulatedStudy> law) {
    for (long seed = 0; seed < SEEDS; seed++) {
      law.accept(run(plan, Mode.MIN, seed));
    }
  }

  @ParameterizedTest
  @MethodSource("plans")
  void minimisingFIsMaximisingMinusF(Plan plan) {
    for (long seed = 0; seed < SEEDS; seed++) {
      var min = run(plan, Mode.MIN, seed);
      var max = run(plan, Mode.MAX, seed);
      assertThat(kinds(max)).as("seed %d", seed).isEqualTo(kinds(min));
    }
  }

  /** Reasons may tell the metric as people read it, so they differ where the sign does. */
  private static List<?> kinds(SimulatedStudy study) {
    return study.events.stream()
        .map(
            event ->
                List.of(
                    event.what(),
                    event.progress(),
                    event.decision().kind(),
                    event.decision().complete()))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("plans")
  void theSameSeedGivesTheSameStudy(Plan plan) {
    inEveryStudy(plan, study -> assertThat(study.events).isNotEmpty());
    assertThat(run(plan, Mode.MIN, 6).events).isEqualTo(run(plan, Mode.MIN, 6).events);
  }

  @ParameterizedTest
  @MethodSource("plans")
  void replayingTheLogGivesTheSameDecisions(Plan plan) {
    inEveryStudy(
        plan,
        live -> {
          var replay = new SimulatedStudy(plan.read(Mode.MIN), TRIALS);
          live.events.forEach(event -> assertThat(replay.again(event)).isEqualTo(event.decision()));
          assertThat(replay.promote()).isEmpty();
        });
  }

  /** Nobody waits while something may run; the ledger refuses to judge a trial twice in a rung. */
  @ParameterizedTest
  @MethodSource("plans")
  void whateverHappensEveryTrialIsStartedAndNoneIsLost(Plan plan) {
    inEveryStudy(
        plan,
        study -> {
          assertThat(study.last).hasSize(TRIALS);
          assertThat(study.promote()).isEmpty();
          assertThat(study.last.values())
              .extracting(Decision::kind)
              .doesNotContain(Decision.Kind.PROMOTE);
        });
  }

  @ParameterizedTest
  @MethodSource("plans")
  void aTrialWhoseMetricIsNotFiniteNeverPassesARung(Plan plan) {
    inEveryStudy(
        plan,
        study -> {
          for (var key : study.rungs.keys()) {
            for (var entry : study.rungs.rung(key.bracket(), key.level()).entries()) {
              if (entry.isResult() && entry.loss() == Double.POSITIVE_INFINITY) {
                assertThat(entry.fate()).isEqualTo(RungEntry.Fate.ENDS);
                assertThat(study.last.get(entry.trial()).kind()).isEqualTo(Decision.Kind.STOP);
              }
            }
          }
        });
  }

  @ParameterizedTest
  @MethodSource("plans")
  void everyDecisionSaysWhy(Plan plan) {
    inEveryStudy(
        plan,
        study -> assertThat(study.events).allMatch(event -> !event.decision().reason().isBlank()));
  }
}
