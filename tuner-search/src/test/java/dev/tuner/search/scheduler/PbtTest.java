package dev.tuner.search.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tuner.search.Mode;
import dev.tuner.search.definition.Problem;
import dev.tuner.search.definition.Problems;
import dev.tuner.search.scheduler.Decision.Kind;
import dev.tuner.search.space.SearchSpace;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PbtTest implements TrialSchedulerContract {
  private static final SearchSpace SPACE =
      SearchSpace.read(
          Map.of(
              "lr", Map.of("loguniform", List.of(1e-4, 1e-1)),
              "units", Map.of("choice", List.of(16, 32, 64))),
          "",
          new Problems());

  private static Setting setting(long seed) {
    return new Setting(Mode.MIN, SPACE, seed, 1);
  }

  private static Map<String, Object> json(Object... fields) {
    Map<String, Object> json =
        new HashMap<>(
            Map.of(
                "type",
                "pbt",
                "max_t",
                30,
                "perturbation_interval",
                10,
                "hyperparam_mutations",
                List.of("lr")));
    for (int i = 0; i < fields.length; i += 2) {
      json.put((String) fields[i], fields[i + 1]);
    }
    return json;
  }

  private static TrialScheduler pbt(Object... fields) {
    return TrialSchedulerContract.read(json(fields), setting(7));
  }

  @Override
  public TrialScheduler scheduler() {
    return pbt();
  }

  @Override
  public Setting setting() {
    return setting(7);
  }

  private static SimulatedStudy allAt(long step, TrialScheduler scheduler, int trials) {
    var study = new SimulatedStudy(scheduler, trials);
    for (int trial = 0; trial < trials; trial++) {
      study.report(trial, step, trial);
    }
    return study;
  }

  @Test
  void allWaitUntilTheLastHasBeenThere() {
    var study = new SimulatedStudy(pbt(), 8);
    for (int trial = 7; trial >= 1; trial--) {
      assertThat(study.report(trial, 10, trial).kind()).isEqualTo(Kind.PAUSE);
      assertThat(study.promote()).isEmpty();
    }
    study.report(0, 10, 0);
    for (int trial = 0; trial < 8; trial++) {
      var next = study.promote().orElseThrow();
      assertThat(next.trial()).isEqualTo(trial);
      assertThat(next.donor().isPresent()).isEqualTo(trial >= 6);
      assertThat(next.cutoff()).isEqualTo(5);
      next.donor().ifPresent(donor -> assertThat(donor).isBetween(0, 1));
    }
    assertThat(study.promote()).isEmpty();
  }

  @Test
  void aPromotionSaysFromWhomItTakesOver() {
    var study = allAt(10, pbt(), 4);
    study.promote();
    assertThat(study.promote().orElseThrow().reason())
        .isEqualTo("rank 2 of 4 at step 10; goes on as it is");
    study.promote();
    assertThat(study.promote().orElseThrow().reason())
        .isEqualTo("rank 4 of 4 at step 10; takes over from trial 0, rank 1");
  }

  @Test
  void theFailedAndTheCancelledAreNotWaitedForAndNobodyTakesOverFromThem() {
    var study = new SimulatedStudy(pbt(), 5);
    study.fail(0, 0);
    study.cancel(1, 4);
    study.report(2, 10, Double.NaN);
    study.report(3, 10, 0.3);
    assertThat(study.promote()).isEmpty();
    study.report(4, 10, 0.4);
    assertThat(study.last.get(2).kind()).isEqualTo(Kind.STOP);
    assertThat(study.promote().orElseThrow().donor()).isEmpty();
    assertThat(study.promote().orElseThrow().donor()).isEqualTo(OptionalInt.of(3));
    assertThat(study.promote()).isEmpty();

    study.report(4, 20, 0.2);
    assertThat(study.promote()).isEmpty();
    study.report(3, 20, 0.3);
    assertThat(study.promote().orElseThrow().trial()).isEqualTo(4);
  }

  @Test
  void oneAloneGoesOnAsItIs() {
    var study = allAt(10, pbt(), 1);
    assertThat(study.promote().orElseThrow().donor()).isEmpty();
  }

  @Test
  void asynchronouslyOnlyTheWorstPausesAndTakesOverAtOnce() {
    var study = new SimulatedStudy(pbt("synch", false), 8);
    assertThat(study.report(0, 10, 0.1).kind()).isEqualTo(Kind.CONTINUE);
    assertThat(study.report(1, 10, 0.05).kind()).isEqualTo(Kind.CONTINUE);
    assertThat(study.report(2, 10, 0.2).kind()).isEqualTo(Kind.PAUSE);
    assertThat(study.promote().orElseThrow().donor()).isEqualTo(OptionalInt.of(1));
    assertThat(study.promote()).isEmpty();
  }

  @Test
  void aReportThatPassesSeveralMilestonesIsComparedAtTheLastOfThem() {
    var study = new SimulatedStudy(pbt("max_t", 100), 2);
    assertThat(study.report(0, 25, 0.1).milestone()).isEqualTo(20);
    assertThat(study.rungs.rung(0, 10).promoted()).isEqualTo(1);
    assertThat(study.rungs.rung(0, 20).waiting()).isEqualTo(1);
  }

  @Test
  void nothingIsComparedBeforeTheBurnInIsOver() {
    assertThat(pbt("burn_in_period", 15).milestones(0)).containsExactly(20L, 30L);
    assertThat(pbt("max_t", 45).milestones(0)).containsExactly(10L, 20L, 30L, 40L, 45L);
  }

  @Test
  void theIntervalIsATenthOfTheStepsIfNotGiven() {
    assertThat(pbt("max_t", 200, "perturbation_interval", null).toJson())
        .containsEntry("perturbation_interval", 20L);
  }

  @Test
  void anotherSeedChoosesAnotherDonorAndTheSameSeedTheSame() {
    Set<Integer> donors = new HashSet<>();
    for (long seed = 0; seed < 20; seed++) {
      donors.add(donorOfTheWorst(seed));
      assertThat(donorOfTheWorst(seed)).isEqualTo(donorOfTheWorst(seed));
    }
    assertThat(donors).containsExactlyInAnyOrder(0, 1, 2);
  }

  private static int donorOfTheWorst(long seed) {
    var study = allAt(10, TrialSchedulerContract.read(json(), setting(seed)), 12);
    Promotion next = study.promote().orElseThrow();
    while (next.trial() != 11) {
      next = study.promote().orElseThrow();
    }
    return next.donor().orElseThrow();
  }

  @Test
  void theNewConfigIsNearTheDonorsAndAlwaysTheSame() {
    var donor = Map.<String, Object>of("lr", 0.01, "units", 32);
    Set<Object> rates = new HashSet<>();
    for (int trial = 0; trial < 40; trial++) {
      var promotion = new Promotion(trial, 0, 10, 8, 8, 0.5, "", OptionalInt.of(3));
      var config = pbt("resample_probability", 0).explore(promotion, donor);
      assertThat(config).containsEntry("units", 32);
      assertThat(pbt("resample_probability", 0).explore(promotion, donor)).isEqualTo(config);
      rates.add(Math.round((Double) config.get("lr") * 1e6));
    }
    assertThat(rates).containsExactlyInAnyOrder(12_000L, 8_000L);
  }

  @Test
  void mutationsMustBeParametersThatAreDrawn() {
    assertThat(problems(json("hyperparam_mutations", List.of("lrr", 3))))
        .extracting(Problem::detail)
        .containsExactly(
            "holds \"lrr\", which is no parameter that is drawn; did you mean \"lr\"?; those are lr, units",
            "holds 3, which is no parameter that is drawn; those are lr, units");
    assertThat(problems(json("hyperparam_mutations", List.of())))
        .singleElement()
        .extracting(Problem::detail)
        .asString()
        .startsWith("names no parameter");
    assertThat(problems(json("max_t", 100_000, "perturbation_interval", 5)))
        .singleElement()
        .extracting(Problem::detail)
        .isEqualTo(
            "is 5, which makes 20000 milestones up to max_t = 100000; at most 1000: make it at least 101");
    assertThat(problems(json("perturbation_factors", List.of(1.2, 1, "x"))))
        .extracting(Problem::pointer)
        .containsExactly("/scheduler/perturbation_factors", "/scheduler/perturbation_factors");
  }

  private static List<Problem> problems(Map<String, Object> json) {
    var problems = new Problems();
    TrialSchedulers.read(json, setting(7), "/scheduler", problems);
    return problems.list();
  }
}
