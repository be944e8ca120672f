package dev.tuner.search.quality;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tuner.search.definition.Problems;
import dev.tuner.search.scheduler.Setting;
import dev.tuner.search.scheduler.TrialScheduler;
import dev.tuner.search.scheduler.TrialSchedulers;
import dev.tuner.search.searcher.Searcher;
import dev.tuner.search.searcher.Searchers;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the pieces are worth together, on a real task; mean of paired seeds, four workers. */
class RealCurvesTest {
  private static final int SEEDS = 20;
  private static final CurveTable TABLE = CurveTable.taskSet("taskset_imdb_patch32_GRU128_bs128");

  /** Mean regret after the time of 1, 2 and 5 full trainings. */
  private static double[] regret(String search, Map<String, Object> schedulerJson) {
    var problems = new Problems();
    Searcher searcher = Searchers.read(Map.of("type", search), "", problems);
    TrialScheduler scheduler = TrialSchedulers.read(schedulerJson, Setting.bare(), "", problems);
    problems.throwIfAny();
    double[] mean = new double[3];
    for (int seed = 0; seed < SEEDS; seed++) {
      double[] regrets = new Replay(TABLE, searcher, scheduler, seed).regrets(4, 1, 2, 5);
      for (int i = 0; i < mean.length; i++) {
        mean[i] += regrets[i] / SEEDS;
      }
    }
    return mean;
  }

  private static Map<String, Object> asha(String variant) {
    return Map.of("type", "asha", "variant", variant, "max_t", TABLE.steps());
  }

  private static void assertBetter(double[] better, double[] worse) {
    assertThat(better[1]).isLessThan(worse[1]);
    assertThat(better[2]).isLessThan(worse[2]);
  }

  private final double[] random = regret("random", Map.of("type", "fifo", "max_t", TABLE.steps()));
  private final double[] promotion = regret("random", asha("promotion"));

  @Test
  void halvingBeatsTrainingEverythingToItsEnd() {
    assertBetter(promotion, random);
    assertBetter(regret("random", asha("stopping")), random);
    assertThat(promotion[0]).isLessThan(random[0]);
  }

  @Test
  void synchronousBohbBeatsTrainingEverythingToItsEnd() {
    assertBetter(regret("bohb", Map.of("type", "hyperband", "max_t", TABLE.steps())), random);
  }

  @Test
  void medianStoppingBeatsTrainingEverythingToItsEnd() {
    assertBetter(
        regret("random", Map.of("type", "median_stopping", "max_t", TABLE.steps())), random);
  }

  @Test
  void modelsBeatRandomProposalsUnderTheSameScheduler() {
    assertBetter(regret("bohb", asha("promotion")), promotion);
    assertBetter(regret("tpe", asha("promotion")), promotion);
  }
}
