package dev.tuner.benchmarks.quality;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tuner.search.definition.Problems;
import dev.tuner.search.scheduler.Setting;
import dev.tuner.search.scheduler.TrialScheduler;
import dev.tuner.search.scheduler.TrialSchedulers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Replays that are the same whatever order the rows come in, and so can be done by hand. */
class ReplayTest {
  private static double[] regrets(
      Map<String, Object> scheduler, int workers, List<Curve> curves, double... times) {
    var problems = new Problems();
    TrialScheduler read = TrialSchedulers.read(scheduler, Setting.bare(), "", problems);
    problems.throwIfAny();
    CurveTable table = CurveTable.ofSingle("mini", Miniature.SPACE, curves);
    return new Replay(table, Method.RANDOM.searcher(), read, 3).regrets(workers, times);
  }

  private static final Map<String, Object> FIFO = Map.of("type", "fifo", "max_t", 2);

  /** Each loss of a step is the same for all but one trial. */
  private static final List<Curve> CURVES =
      List.of(
          Miniature.curve(0.1, 2, false, 9.0, 5.0),
          Miniature.curve(0.2, 2, false, 9.0, 5.0),
          Miniature.curve(0.3, 2, false, 8.0, 1.0));

  @Test
  void workersTrainSideBySide() {
    // with three workers all end at time 1; the table's best is 1, its median 5, its worst 9
    assertThat(regrets(FIFO, 3, CURVES, 0.4, 0.5, 0.99, 1)).containsExactly(2, 1.75, 1.75, 0);
  }

  @Test
  void oneWorkerTrainsOneAfterTheOther() {
    assertThat(regrets(FIFO, 1, CURVES, 0.4, 3)).containsExactly(2, 0);
    assertThat(regrets(FIFO, 1, CURVES, 2.4)[0]).isLessThanOrEqualTo(1.75);
  }

  @Test
  void promotionTrainsOnlyTheBestOfItsRungOn() {
    var asha = Map.<String, Object>of("type", "asha", "variant", "promotion", "max_t", 2);
    // milestones 1 and 2: of three trials one goes on, floor(3 * 1 / 2), and it is the best
    assertThat(regrets(asha, 3, CURVES, 0.5, 0.99, 1)).containsExactly(1.75, 1.75, 0);
  }

  @Test
  void aFailedTrialFreesItsWorkerWhereItsCurveEnds() {
    List<Curve> curves =
        List.of(
            Miniature.curve(0.1, 2, true),
            Miniature.curve(0.2, 2, false, 9.0, 1.0),
            Miniature.curve(0.3, 2, false, 9.0, 5.0));
    // one worker: the failed one takes no time at all, so both others are done at time 2
    assertThat(regrets(FIFO, 1, curves, 2)).containsExactly(0);
  }
}
