package dev.tuner.search.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tuner.search.TrialRandom;
import dev.tuner.search.definition.Problems;
import dev.tuner.search.pareto.Hypervolume;
import dev.tuner.search.pareto.Pareto;
import dev.tuner.search.scheduler.Decision.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AshaSeveralMetricsTest implements TrialSchedulerContract {
  private static final Setting TWO =
      new Setting(Setting.bare().mode(), Setting.bare().space(), 0, 2);

  private final SimulatedStudy study = new SimulatedStudy(scheduler());

  @Override
  public TrialScheduler scheduler() {
    return TrialSchedulerContract.read(Map.of("type", "asha", "max_t", 27), TWO);
  }

  @Override
  public Setting setting() {
    return TWO;
  }

  /** A second loss that is at odds with the first. */
  @Override
  public SimulatedStudy.Curve in(SimulatedStudy.Curve curve) {
    return both(
        curve, (trial, step) -> TrialRandom.of(trial + 7).nextDouble() - curve.loss(trial, step));
  }

  private static SimulatedStudy.Curve both(SimulatedStudy.Curve one, SimulatedStudy.Curve other) {
    return new SimulatedStudy.Curve() {
      @Override
      public double loss(int trial, long step) {
        return one.loss(trial, step);
      }

      @Override
      public List<Double> losses(int trial, long step) {
        return List.of(one.loss(trial, step), other.loss(trial, step));
      }
    };
  }

  private Decision report(int trial, long step, double one, double other) {
    return study.report(new Progress(trial, 0, step, one, List.of(one, other)));
  }

  @Test
  void nobodyGoesOnBeforeThoseWhoDominateIt() {
    report(0, 1, 0.9, 0.9);
    report(1, 1, 0.1, 0.8);
    Decision third = report(2, 1, 0.8, 0.7);

    assertThat(third.kind()).isEqualTo(Kind.PAUSE);
    assertThat(third.rank()).isEqualTo(2);
    assertThat(third.cutoff()).isNull();
    assertThat(third.reason())
        .isEqualTo("rank 2 of 3 at step 1 (front 1 of 2, 2 of its 2 by crowding); 1 goes on");
    assertThat(study.promote().orElseThrow().trial()).isEqualTo(1);
  }

  @Test
  void theEndsOfAFrontGoOnBeforeItsCrowdedMiddle() {
    double[][] front = {{0.50, 0.50}, {0.49, 0.51}, {0.48, 0.52}, {0.0, 1.0}, {1.0, 0.0}};
    for (int trial = 0; trial < front.length; trial++) {
      report(trial, 1, front[trial][0], front[trial][1]);
    }
    for (int trial = 5; trial < 9; trial++) {
      report(trial, 1, 2, 2);
    }
    List<Integer> promoted = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      promoted.add(study.promote().orElseThrow().trial());
    }
    assertThat(promoted.subList(0, 2)).containsExactlyInAnyOrder(3, 4);
    assertThat(study.promote()).isEmpty();
  }

  @Test
  void oneLossThatIsNotFiniteCountsAsWorst() {
    Decision decision = report(0, 1, 0.1, Double.NaN);
    assertThat(decision.kind()).isEqualTo(Kind.STOP);
    assertThat(study.rungs.rung(0, 1).loss(0)).hasValue(Double.POSITIVE_INFINITY);
    report(1, 1, 5, 5);
    report(2, 1, 6, 6);
    assertThat(study.promote().orElseThrow().trial()).isEqualTo(1);
  }

  @Test
  void inTheStoppingVariantTheFirstFrontGoesOn() {
    var stopping =
        new SimulatedStudy(
            TrialSchedulerContract.read(
                Map.of("type", "asha", "max_t", 9, "variant", "stopping"), TWO));
    assertThat(stopping.report(new Progress(0, 0, 1, 1, List.of(1.0, 1.0))).kind())
        .isEqualTo(Kind.CONTINUE);
    assertThat(stopping.report(new Progress(1, 0, 1, 2, List.of(2.0, 2.0))).kind())
        .isEqualTo(Kind.STOP);
    // worse in the first loss than trial 0, and on its front: the only one of it by place
    assertThat(stopping.report(new Progress(2, 0, 1, 0.5, List.of(0.5, 0.5))).kind())
        .isEqualTo(Kind.CONTINUE);
  }

  /** By the first loss alone the trials that are good in the second would be paused. */
  @Test
  void reachesTheEndAlongTheWholeFront() {
    int complete = 0;
    for (int trial = 0; trial < 81; trial++) {
      var random = TrialRandom.of(trial);
      double x = random.nextDouble();
      double far = trial % 3 == 0 ? 0 : 0.5 + random.nextDouble();
      Decision decision = report(trial, 1, x + far, 1 - x + far);
      for (long step : List.of(3L, 9L, 27L)) {
        if (decision.kind() == Kind.CONTINUE) {
          decision = report(trial, step, x + far, 1 - x + far);
        }
      }
      complete += decision.complete() ? 1 : 0;
      study.promote();
    }
    assertThat(complete).isPositive();
    Rung first = study.rungs.rung(0, 1);
    List<double[]> goOn =
        first.entries().stream()
            .filter(entry -> entry.fate() == RungEntry.Fate.GOES_ON)
            .map(entry -> new double[] {entry.losses().get(0), entry.losses().get(1)})
            .toList();
    assertThat(Pareto.fronts(goOn).get(0)).hasSizeGreaterThan(goOn.size() / 2);
    assertThat(goOn).anyMatch(point -> point[0] < 0.3).anyMatch(point -> point[1] < 0.3);
  }

  /** Half of the trials are off a front from (0, 1) to (1, 0) by more than 0.3. */
  @Test
  void findsALargerHypervolumeThanByTheFirstMetricAlone() {
    double byAll = 0;
    double byFirst = 0;
    for (int run = 0; run < 10; run++) {
      byAll += hypervolume(run, scheduler());
      byFirst += hypervolume(run, TrialSchedulerContract.read(scheduler().toJson()));
    }
    assertThat(byAll).isGreaterThan(1.1 * byFirst);
  }

  /** Of what reached the last step, below (2, 2). */
  private static double hypervolume(int run, TrialScheduler scheduler) {
    var trials =
        both(
            (trial, step) -> loss(run, trial, true) + 0.3 / step,
            (trial, step) -> loss(run, trial, false) + 0.3 / step);
    var done = new SimulatedStudy(scheduler, 100).run(4, 1, run, trials);
    return Hypervolume.of(
        done.rungs.rung(0, 27).entries().stream()
            .map(entry -> entry.losses().stream().mapToDouble(each -> each).toArray())
            .toList(),
        new double[] {2, 2});
  }

  private static double loss(int run, int trial, boolean first) {
    var random = TrialRandom.of(1000L * run + trial);
    double x = random.nextDouble();
    double off = random.nextBoolean() ? 0 : 0.3 + random.nextDouble();
    return (first ? x : 1 - x) + off;
  }

  @Test
  void aQuantileOfSeveralLossesIsRefused() {
    var problems = new Problems();
    TrialSchedulers.read(
        Map.of("type", "asha", "max_t", 9, "rule", "quantile"), TWO, "/scheduler", problems);
    assertThat(problems.list())
        .extracting(problem -> problem.pointer() + " " + problem.detail())
        .containsExactly(
            "/scheduler/rule must be \"rank\" in a study with 2 metrics but is \"quantile\": leave it out");
  }
}
