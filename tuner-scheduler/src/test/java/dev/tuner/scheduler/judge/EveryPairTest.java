package dev.tuner.scheduler.judge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tuner.scheduler.Scene;
import dev.tuner.scheduler.SchedulerTest;
import dev.tuner.scheduler.lease.LeasedTrial;
import dev.tuner.scheduler.study.Studies;
import dev.tuner.scheduler.study.StudyState;
import dev.tuner.scheduler.trial.TrialState;
import dev.tuner.search.scheduler.Decision;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * Whatever searcher and scheduler a study names: with a free worker something runs, and the study
 * ends.
 */
@SchedulerTest
class EveryPairTest {

  private static final int SAMPLES = 17;
  private static final int SLOTS = 3;

  @Autowired private Scene scene;
  @Autowired private Studies studies;

  @BeforeEach
  void emptyDatabase() {
    scene.empty();
  }

  static Stream<Arguments> pairs() {
    var searchers =
        List.of("random", "grid", "quasi_random", "bohb", "tpe", "dehb", "gp", "cma_es");
    List<Map<String, Object>> schedulers =
        List.of(
            Map.of("type", "fifo", "max_t", 4),
            Map.of("type", "asha", "max_t", 9),
            Map.of("type", "asha", "max_t", 9, "variant", "stopping", "brackets", 2),
            Map.of("type", "pasha", "max_t", 9),
            Map.of("type", "pbt", "max_t", 6, "hyperparam_mutations", List.of("lr")),
            Map.of("type", "hyperband", "max_t", 9),
            Map.of("type", "median_stopping", "max_t", 6),
            Map.of("type", "percentile", "max_t", 6, "percentile", 30),
            Map.of("type", "patience", "max_t", 6, "patience", 1),
            Map.of("type", "threshold", "max_t", 6, "upper", 0.8),
            Map.of("type", "wilcoxon", "max_t", 6));
    return searchers.stream()
        .flatMap(searcher -> schedulers.stream().map(each -> Arguments.of(searcher, each)));
  }

  @ParameterizedTest(name = "{0} with {1}")
  @MethodSource("pairs")
  void endsWithEveryTrialEnded(String searcher, Map<String, Object> scheduler) {
    var study =
        scene.study(
            Map.of(
                "num_samples", SAMPLES,
                "search", Map.of("type", searcher),
                "scheduler", scheduler));

    runWithFailures(scene.worker("w"));

    assertThat(studies.get(study.id()).state()).isEqualTo(StudyState.COMPLETED);
    for (var open : TrialState.open()) {
      assertThat(scene.count(study, open)).as(open.name()).isZero();
    }
  }

  /** Several trials at once, in a random order; one diverges now and then. */
  private void runWithFailures(UUID worker) {
    var random = new Random(11);
    var running = new ArrayList<LeasedTrial>();
    var steps = new ArrayList<Long>();
    while (true) {
      while (running.size() < SLOTS) {
        var leased = scene.acquire(worker, running.toArray(LeasedTrial[]::new));
        if (leased.isEmpty()) {
          break;
        }
        running.add(leased.get());
        steps.add(leased.get().trial().lastStep());
      }
      if (running.isEmpty()) {
        return;
      }
      var turn = random.nextInt(running.size());
      steps.set(turn, steps.get(turn) + 1);
      var loss = random.nextInt(12) == 0 ? Double.NaN : random.nextDouble() / steps.get(turn);
      var answer = scene.report(running.get(turn), steps.get(turn), loss);
      if (answer.decision() != Decision.Kind.CONTINUE) {
        running.remove(turn);
        steps.remove(turn);
      }
    }
  }
}
