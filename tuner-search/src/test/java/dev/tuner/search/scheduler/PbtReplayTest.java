package dev.tuner.search.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tuner.search.Mode;
import dev.tuner.search.definition.Problem;
import dev.tuner.search.definition.Problems;
import dev.tuner.search.scheduler.Decision.Kind;
import dev.tuner.search.space.SearchSpace;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PbtReplayTest implements TrialSchedulerContract {
  private static final SearchSpace SPACE =
      SearchSpace.read(Map.of("lr", Map.of("uniform", List.of(0, 1))), "", new Problems());

  private static Map<String, Object> json(Object... policy) {
    return Map.of("type", "pbt_replay", "max_t", 10, "policy", List.of(policy));
  }

  private static Map<String, Object> from(long step, double rate) {
    return Map.of("step", step, "config", Map.of("lr", rate));
  }

  @Override
  public TrialScheduler scheduler() {
    return TrialSchedulerContract.read(json(from(0, 0.5), from(4, 0.25)), setting());
  }

  @Override
  public Setting setting() {
    return new Setting(Mode.MIN, SPACE, 0, 1);
  }

  @Test
  void atAStepOfThePolicyATrialPausesAndGoesOnAtOnceWithItsConfig() {
    var study = new SimulatedStudy(scheduler(), 3);
    assertThat(study.report(1, 3, 0.1).kind()).isEqualTo(Kind.CONTINUE);
    assertThat(study.report(1, 4, 0.1).kind()).isEqualTo(Kind.PAUSE);
    var promotion = study.promote().orElseThrow();
    assertThat(promotion.donor()).hasValue(1);
    assertThat(scheduler().explore(promotion, Map.of("lr", 0.5))).isEqualTo(Map.of("lr", 0.25));
    assertThat(study.report(1, 9, 0.1).kind()).isEqualTo(Kind.CONTINUE);
    assertThat(study.report(1, 10, 0.1).complete()).isTrue();
  }

  @Test
  void aPolicyHasStepsInOrderAndConfigsOfTheSpace() {
    assertThat(problems(json(from(1, 0.5)))).singleElement().isEqualTo("/policy/0/step");
    assertThat(problems(json(from(0, 0.5), from(12, 0.5)))).containsExactly("/policy/1/step");
    assertThat(problems(json(from(0, 0.5), from(0, 0.5)))).containsExactly("/policy/1/step");
    assertThat(problems(json(from(0, 1.5)))).containsExactly("/policy/0/config/lr");
    assertThat(problems(json(3))).containsExactly("/policy/0");
    assertThat(problems(json())).containsExactly("/policy");
  }

  private List<String> problems(Map<String, Object> json) {
    var problems = new Problems();
    TrialSchedulers.read(json, setting(), "", problems);
    return problems.list().stream().map(Problem::pointer).toList();
  }
}
