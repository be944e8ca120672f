package dev.tuner.search.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tuner.search.Golden;
import dev.tuner.search.TrialRandom;
import dev.tuner.search.Tries;
import dev.tuner.search.scheduler.Decision.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

class HyperbandTest implements TrialSchedulerContract {

  @Override
  public TrialScheduler scheduler() {
    return TrialSchedulerContract.read(Map.of("type", "hyperband", "max_t", 9));
  }

  private final SimulatedStudy study = new SimulatedStudy(scheduler());

  private static Stream<Arguments> tables() {
    return StreamSupport.stream(
            Golden.read("hyperband_brackets.json").get("tables").spliterator(), false)
        .flatMap(table -> Stream.of(Arguments.of(table, "ceil"), Arguments.of(table, "floor")));
  }

  @ParameterizedTest
  @MethodSource("tables")
  void bracketsAreThoseOfBothConventions(JsonNode golden, String convention) {
    double scale = golden.get("r_min").asDouble() < 1 ? 1000 : 1;
    var table =
        HyperbandTable.fromTheLastStep(
            Math.round(golden.get("r_min").asDouble() * scale),
            golden.get("eta").asDouble(),
            Math.round(golden.get("R").asDouble() * scale),
            convention.equals("ceil") ? HyperbandTable.Sizes.CEIL : HyperbandTable.Sizes.FLOOR);
    assertThat(table.brackets()).hasSize(golden.get("s_max").asInt() + 1);
    for (int b = 0; b < table.brackets().size(); b++) {
      List<Integer> sizes = new ArrayList<>();
      List<Long> steps = new ArrayList<>();
      for (JsonNode rung : golden.get("brackets").get(b).get(convention)) {
        sizes.add(rung.get(0).asInt());
        steps.add((long) Math.ceil(rung.get(1).asDouble() * scale - 1e-6));
      }
      assertThat(table.get(b).sizes()).isEqualTo(sizes);
      assertThat(table.get(b).ladder().milestones()).isEqualTo(steps);
    }
  }

  @Test
  void countsEveryBracketWhereLogarithmsLoseOne() {
    Tries.of(
        1000,
        random -> {
          var powers = Powers.draw(random);
          var table =
              HyperbandTable.fromTheLastStep(
                  powers.r(), powers.eta(), powers.max(), HyperbandTable.Sizes.CEIL);
          assertThat(table.brackets()).hasSize(powers.count() + 1);
          assertThat(table.get(0).ladder().level(0)).isEqualTo(powers.r());
          assertThat(
                  HyperbandTable.fromTheGracePeriod(
                      powers.r(), powers.eta(), powers.max(), HyperbandTable.Sizes.CEIL))
              .isEqualTo(table);
        });
  }

  @Test
  void milestonesCountUpFromTheGracePeriodOrDownFromTheLastStep() {
    var up = TrialSchedulerContract.read(Map.of("type", "hyperband", "max_t", 50));
    assertThat(up.milestones(0)).containsExactly(1L, 3L, 9L, 27L, 50L);
    assertThat(up.brackets()).isEqualTo(5);
    var near = TrialSchedulerContract.read(Map.of("type", "hyperband", "max_t", 100));
    assertThat(near.milestones(0)).containsExactly(1L, 3L, 9L, 27L, 100L);
    assertThat(near.brackets()).isEqualTo(5);
    var down =
        TrialSchedulerContract.read(
            Map.of("type", "hyperband", "max_t", 50, "levels", "from_max_t"));
    assertThat(down.milestones(0)).containsExactly(2L, 6L, 17L, 50L);
  }

  @Test
  void trialsFillOneBracketAfterTheOtherAndThenTheNextRound() {
    // sizes 9, 5, 3 for 9 steps
    List<Integer> brackets =
        IntStream.range(0, 20).mapToObj(t -> scheduler().bracket(t, TrialRandom.of(1))).toList();
    assertThat(brackets.subList(0, 9)).containsOnly(0);
    assertThat(brackets.subList(9, 14)).containsOnly(1);
    assertThat(brackets.subList(14, 17)).containsOnly(2);
    assertThat(brackets.subList(17, 20)).containsOnly(3);
    assertThat(scheduler().milestones(3)).isEqualTo(scheduler().milestones(0));
  }

  @Test
  void bohbIsHyperbandThatBelongsToASearcher() {
    var bohb = TrialSchedulerContract.read(Map.of("type", "bohb", "max_t", 9));
    assertThat(bohb.searcher()).hasValue("bohb");
    assertThat(bohb.toJson()).containsEntry("type", "bohb").containsEntry("max_t", 9L);
    assertThat(bohb.milestones(0)).isEqualTo(scheduler().milestones(0));
    assertThat(scheduler().searcher()).isEmpty();
    assertThat(TrialSchedulerContract.read(bohb.toJson())).isEqualTo(bohb);
  }

  @Test
  void nobodyGoesOnBeforeTheLastOfTheRungHasArrived() {
    for (int trial = 0; trial < 8; trial++) {
      assertThat(study.report(trial, 1, trial).kind()).isEqualTo(Kind.PAUSE);
      assertThat(study.promote()).isEmpty();
    }
    study.report(8, 1, 0.5);
    assertThat(promotedNow()).containsExactly(0, 8, 1);
  }

  private List<Integer> promotedNow() {
    List<Integer> promoted = new ArrayList<>();
    for (var next = study.promote(); next.isPresent(); next = study.promote()) {
      promoted.add(next.get().trial());
    }
    return promoted;
  }

  @Test
  void failedAndNanTrialsCountAsArrived() {
    IntStream.range(0, 7).forEach(trial -> study.report(trial, 1, trial));
    study.fail(7, 0);
    study.report(8, 1, Double.NaN);
    assertThat(promotedNow()).containsExactly(0, 1, 2);
  }

  @Test
  void aWithdrawnTrialLeavesItsPlaceToTheNextBest() {
    IntStream.range(0, 9).forEach(trial -> study.report(trial, 1, trial));
    study.rungs.withdraw(1);
    assertThat(promotedNow()).containsExactly(0, 2, 3);
    study.report(0, 3, 0.1);
    study.report(2, 3, 0.2);
    assertThat(promotedNow()).isEmpty();
    study.report(3, 3, 0.3);
    assertThat(promotedNow()).containsExactly(0);
  }

  @Test
  void withTooFewGoodOnesTheNextRungIsSmaller() {
    study.report(0, 1, 0.5);
    IntStream.range(1, 9).forEach(trial -> study.report(trial, 1, Double.NaN));
    assertThat(promotedNow()).containsExactly(0);
    study.report(0, 3, 0.4);
    assertThat(promotedNow()).containsExactly(0);
  }

  @Test
  void aWholeRoundTrainsAsManyTrialsToEachMilestoneAsTheTableSays() {
    var round =
        new SimulatedStudy(scheduler(), 17)
            .run(4, 1, 3, (t, s) -> TrialRandom.of(t).nextDouble() + 1.0 / s);
    assertThat(round.rungs.rung(0, 1).size()).isEqualTo(9);
    assertThat(round.rungs.rung(0, 3).size()).isEqualTo(3);
    assertThat(round.rungs.rung(0, 9).size()).isEqualTo(1);
    assertThat(round.rungs.rung(1, 3).size()).isEqualTo(5);
    assertThat(round.rungs.rung(1, 9).size()).isEqualTo(1);
    assertThat(round.rungs.rung(2, 9).size()).isEqualTo(3);
  }

  /** Whoever fails, is cancelled or ends early: when nothing runs any more, no rung still waits. */
  @Test
  void everyRungIsJudgedInTheEndWhateverHappensToItsTrials() {
    Tries.of(
        200,
        random -> {
          int trials = random.nextInt(1, 61);
          int workers = random.nextInt(1, 13);
          int seldom = random.nextInt(8, 41);
          int seed = random.nextInt(0, 1001);
          var end =
              new SimulatedStudy(scheduler(), trials)
                  .run(
                      workers,
                      1,
                      seed,
                      (t, s) -> TrialSchedulerContract.curve(t + seed, s),
                      SimulatedStudy.Mishaps.random(seed, seldom));
          assertThat(end.last).hasSize(trials);
          assertNoRungWaits(end, trials);
        });
  }

  private static void assertNoRungWaits(SimulatedStudy end, int trials) {
    var table = HyperbandTable.fromTheGracePeriod(1, 3, 9, HyperbandTable.Sizes.CEIL);
    for (int bracket : end.rungs.keys().stream().map(RungLedger.Key::bracket).distinct().toList()) {
      var sizes = table.sizes(bracket, trials);
      var levels = table.get(bracket).ladder().levels();
      for (int i = 0; i < levels.size(); i++) {
        var rung = end.rungs.rung(bracket, levels.get(i));
        assertThat(rung.waiting() == 0 || rung.promoted() >= sizes.get(i + 1))
            .as("bracket %d, step %d", bracket, levels.get(i))
            .isTrue();
      }
    }
  }

  @Test
  void aCancelledTrialAndOneThatEndsByItselfAreNotWaitedForAndAreNoResults() {
    IntStream.range(0, 6).forEach(trial -> study.report(trial, 1, trial));
    study.cancel(6, 0);
    study.fail(7, 0);
    assertThat(study.promote()).isEmpty();
    study.report(8, 1, 0.5);
    assertThat(promotedNow()).containsExactly(0, 8, 1);
    assertThat(study.rungs.rung(0, 1).size()).isEqualTo(8);
    study.report(0, 3, 0.2);
    study.report(8, 3, 0.1);
    assertThat(promotedNow()).isEmpty();
    study.report(1, 2, 0.9);
    study.complete(1, 2);
    assertThat(study.rungs.rung(0, 3).size()).isEqualTo(2);
    assertThat(promotedNow()).containsExactly(8);
  }

  @Test
  void aStudyThatEndsWithinABracketMakesItSmaller() {
    var five = new SimulatedStudy(scheduler(), 5);
    IntStream.range(0, 5).forEach(trial -> five.report(trial, 1, trial));
    assertThat(five.promote().orElseThrow().trial()).isZero();
    assertThat(five.promote()).isEmpty();
    five.report(0, 3, 0);
    assertThat(five.promote().orElseThrow().trial()).isZero();
    assertThat(five.report(0, 9, 0).complete()).isTrue();
  }

  @Test
  void anExtendedStudyFillsTheBracketUp() {
    IntStream.range(0, 5).forEach(trial -> study.report(trial, 1, trial));
    assertThat(scheduler().promote(study.rungs, 5)).isPresent();
    assertThat(scheduler().promote(study.rungs, 9)).isEmpty();
    IntStream.range(5, 9).forEach(trial -> study.report(trial, 1, -trial));
    assertThat(promotedNow()).containsExactly(8, 7, 6);
  }

  @Test
  void onlyBracketsWhereSomethingChangedAreLookedInto() {
    var end = new SimulatedStudy(scheduler(), 500).run(4, 1, 1, (trial, step) -> trial % 7);
    assertThat(scheduler().promote(end.rungs, 500)).isEmpty();
    assertThat(open(end, 500)).isEmpty();
    end.rungs.withdraw(0);
    assertThat(open(end, 500)).containsExactly(0);
    assertThat(open(end, 501)).hasSizeGreaterThan(50).isSorted();
  }

  private List<Integer> open(SimulatedStudy study, int trials) {
    List<Integer> open = new ArrayList<>();
    study
        .rungs
        .open(new Hyperband.Sizes(((Hyperband) scheduler()).table(), trials))
        .forEachRemaining(open::add);
    return open;
  }
}
