package dev.tuner.search.stop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tuner.search.Mode;
import dev.tuner.search.definition.Fields;
import dev.tuner.search.definition.Problems;
import dev.tuner.search.stop.StopCriteria.Reported;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StopCriteriaTest {
  private Standing standing = Standing.start();

  @Test
  void endsWithTheFirstReportAtTheTargetOrBeyond() {
    StopCriteria criteria = read(Map.of("target", 0.99));

    assertThat(report(criteria, Mode.MAX, 7, 2, 0.98)).isEmpty();
    assertThat(report(criteria, Mode.MAX, 7, 3, 0.99))
        .contains(new Ending(false, "target 0.99 reached by trial 7 at step 3 with 0.99"));
    assertThat(report(criteria, Mode.MIN, 8, 1, 1.2)).isEmpty();
    assertThat(report(criteria, Mode.MIN, 8, 2, 0.5)).isPresent();
  }

  @Test
  void aValueThatIsNotFiniteReachesNoTarget() {
    StopCriteria criteria = read(Map.of("target", 0.99));

    assertThat(report(criteria, Mode.MAX, 0, 1, Double.POSITIVE_INFINITY)).isEmpty();
    assertThat(report(criteria, Mode.MIN, 0, 2, Double.NEGATIVE_INFINITY)).isEmpty();
    assertThat(report(criteria, Mode.MIN, 0, 3, Double.NaN)).isEmpty();
  }

  @Test
  void endsWhenSoManyTrialsCameWithoutAnImprovement() {
    StopCriteria criteria = read(Map.of("plateau", Map.of("trials", 2, "min_delta", 0.1)));

    assertThat(report(criteria, Mode.MIN, 0, 1, Double.NaN)).isEmpty();
    assertThat(report(criteria, Mode.MIN, 1, 1, 1.0)).as("the first value").isEmpty();
    assertThat(report(criteria, Mode.MIN, 2, 1, 0.95)).as("too small a step").isEmpty();
    assertThat(report(criteria, Mode.MIN, 1, 2, 0.89)).as("an improvement").isEmpty();
    assertThat(report(criteria, Mode.MIN, 3, 1, 2.0)).isEmpty();
    assertThat(report(criteria, Mode.MIN, 3, 2, 2.0)).as("no new trial").isEmpty();
    assertThat(report(criteria, Mode.MIN, 4, 1, 2.0))
        .contains(
            new Ending(
                false,
                "plateau: the best value 0.89 has not improved by more than 0.1 in 2 trials"));
  }

  @Test
  void endsWhenSoManyStepsWereTrainedWithoutAnImprovement() {
    StopCriteria criteria = read(Map.of("plateau", Map.of("steps", 5)));

    assertThat(report(criteria, Mode.MAX, 0, 4, 0.5)).isEmpty();
    assertThat(report(criteria, Mode.MAX, 1, 3, 0.5)).isEmpty();
    assertThat(report(criteria, Mode.MAX, 0, 5, 0.5)).isEmpty();
    assertThat(report(criteria, Mode.MAX, 2, 1, 0.4))
        .contains(new Ending(false, "plateau: the best value 0.5 has not improved in 5 steps"));
  }

  @Test
  void failsWithOneFailureMoreThanAreAllowed() {
    StopCriteria criteria = read(Map.of("max_failures", 1));

    assertThat(fail(criteria, 3)).isEmpty();
    assertThat(fail(criteria, 5))
        .contains(
            new Ending(
                true, "2 trials failed, max_failures is 1; the last one, trial 5: out of memory"));
  }

  @Test
  void aFailureBeforeAnyReportCountsAsATriedTrial() {
    StopCriteria criteria = read(Map.of("plateau", Map.of("trials", 1)));
    assertThat(report(criteria, Mode.MIN, 0, 1, 1)).isEmpty();

    assertThat(fail(criteria, 1)).isPresent();
  }

  @Test
  void readsWhatItWrites() {
    Map<String, Object> json =
        Map.of(
            "target", 0.5, "plateau", Map.of("trials", 20L, "min_delta", 0.0), "max_failures", 3L);

    assertThat(read(json).toJson()).isEqualTo(json);
    assertThat(StopCriteria.none().toJson()).isEmpty();
  }

  private static StopCriteria read(Map<String, Object> json) {
    Problems problems = new Problems();
    StopCriteria criteria = StopCriteria.read(Fields.of(json, "", problems));
    assertThat(problems.list()).isEmpty();
    return criteria;
  }

  private final int[] lastSteps = new int[10];

  private Optional<Ending> report(
      StopCriteria criteria, Mode mode, int trial, int step, double value) {
    Reported report = new Reported(trial, lastSteps[trial], step, value);
    lastSteps[trial] = step;
    standing = criteria.after(report, mode, standing);
    return criteria.onReport(report, mode, standing);
  }

  private Optional<Ending> fail(StopCriteria criteria, int trial) {
    standing = standing.failed(lastSteps[trial]);
    return criteria.onFailure(trial, "out of memory", Mode.MIN, standing);
  }
}
