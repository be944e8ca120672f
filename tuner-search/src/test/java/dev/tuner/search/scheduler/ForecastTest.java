package dev.tuner.search.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tuner.search.definition.Problems;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ForecastTest {

  @Test
  void everyTrialTrainsToItsEndWithoutComparison() {
    assertThat(forecast(Map.of("type", "fifo", "max_t", 9), 40).steps()).hasValue(360);
    assertThat(forecast(Map.of("type", "fifo"), 40).steps()).isEmpty();
  }

  @Test
  void aThirdOfTheTrialsGoesOnFromRungToRungInPromotionAsha() {
    Forecast forecast = forecast(Map.of("type", "asha", "max_t", 27), 81);

    assertThat(forecast.rungs())
        .extracting(Forecast.ExpectedRung::milestone)
        .containsExactly(1L, 3L, 9L, 27L);
    assertThat(forecast.rungs().get(0).trials()).isEqualTo(81);
    // 27, 9 and 3 in halving with hindsight; asynchronous ones promote some too early
    assertThat(forecast.rungs().get(1).trials()).isBetween(27L, 36L);
    assertThat(forecast.rungs().get(2).trials()).isBetween(9L, 16L);
    assertThat(forecast.rungs().get(3).trials()).isBetween(3L, 8L);
    assertThat(forecast.steps().orElseThrow()).isBetween(81L + 54 + 54 + 54, 81L + 72 + 96 + 144);
  }

  @Test
  void hyperbandFillsItsTable() {
    Forecast forecast = forecast(Map.of("type", "hyperband", "max_t", 81), 143);

    // Li et al., JMLR 18(185), Algorithm 1: 81, 34, 15, 8 and 5 trials in the brackets of one round
    assertThat(forecast.rungs().stream().filter(rung -> rung.bracket() == 0))
        .extracting(Forecast.ExpectedRung::trials)
        .containsExactly(81L, 27L, 9L, 3L, 1L);
    assertThat(forecast.rungs().stream().filter(rung -> rung.bracket() == 4))
        .extracting(Forecast.ExpectedRung::trials)
        .containsExactly(5L);
  }

  @Test
  void scalesAHugeStudyAndStaysQuickWithAStepwiseScheduler() {
    Forecast forecast = forecast(Map.of("type", "fifo", "max_t", 1_000_000), 1_000_000);
    assertThat(forecast.steps()).hasValue(1_000_000_000_000L);

    Forecast stepwise = forecast(Map.of("type", "median_stopping", "max_t", 1_000_000), 1000);
    assertThat(stepwise.steps().orElseThrow()).isBetween(50_000_000L, 1_000_000_000L);
  }

  private static Forecast forecast(Map<String, Object> scheduler, long trials) {
    Problems problems = new Problems();
    TrialScheduler read = TrialSchedulers.read(scheduler, Setting.bare(), "/scheduler", problems);
    problems.throwIfAny();
    return Forecast.of(read, trials, 4);
  }
}
