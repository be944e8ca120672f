package dev.tuner.search.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tuner.search.Mode;
import dev.tuner.search.Purpose;
import dev.tuner.search.TrialRandom;
import dev.tuner.search.definition.Problems;
import dev.tuner.search.space.SearchSpace;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/**
 * What population based training is for: a schedule that no single config has. Stochastic gradient
 * descent on a quadratic bowl wants a large rate first and a small one later; every constant rate
 * is either slow or noisy in the end.
 */
class PbtQualityTest {
  private static final int TRIALS = 12;
  private static final int MAX_T = 120;
  private static final int SEEDS = 20;
  private static final int DIMENSIONS = 20;
  private static final SearchSpace SPACE =
      SearchSpace.read(Map.of("lr", Map.of("loguniform", List.of(1e-3, 1.0))), "", new Problems());

  /** One trial's weights, and what it trains with. */
  private record Member(List<Double> weights, Map<String, Object> config, long step) {}

  @Test
  void aPopulationFindsWhatNoConstantConfigReaches() {
    int better = 0;
    double ratio = 0;
    for (long seed = 0; seed < SEEDS; seed++) {
      double alone = best(Map.of("type", "fifo", "max_t", MAX_T), seed);
      double together = best(pbt(), seed);
      better += together < alone ? 1 : 0;
      ratio += Math.log(together / alone) / SEEDS;
    }
    assertThat(better).isGreaterThanOrEqualTo(18);
    assertThat(Math.exp(ratio)).isLessThan(0.5);
  }

  private static Map<String, Object> pbt() {
    return Map.of(
        "type",
        "pbt",
        "max_t",
        MAX_T,
        "perturbation_interval",
        5,
        "hyperparam_mutations",
        List.of("lr"));
  }

  /** The best last loss of a study with one worker. */
  private static double best(Map<String, Object> json, long seed) {
    var setting = new Setting(Mode.MIN, SPACE, seed, 1);
    var scheduler = TrialSchedulerContract.read(json, setting);
    var study = new SimulatedStudy(scheduler, TRIALS);
    Map<Integer, Member> members = new HashMap<>();
    Deque<Integer> running = new ArrayDeque<>();
    for (int trial = 0; trial < TRIALS; trial++) {
      var config = SPACE.sample(TrialRandom.of(seed, trial, Purpose.CONFIG));
      members.put(trial, new Member(Collections.nCopies(DIMENSIONS, 10.0), config, 0));
      running.add(trial);
    }
    while (!running.isEmpty()) {
      int trial = running.poll();
      var trained =
          train(
              members.get(trial), TrialRandom.part(seed * 1000 + trial, members.get(trial).step()));
      members.put(trial, trained);
      if (study.report(trial, trained.step(), loss(trained)).kind() == Decision.Kind.CONTINUE) {
        running.addFirst(trial);
      }
      for (var next = study.promote(); next.isPresent(); next = study.promote()) {
        members.compute(next.get().trial(), goesOn(next.get(), members, scheduler));
        running.add(next.get().trial());
      }
    }
    return members.values().stream().mapToDouble(PbtQualityTest::loss).min().orElseThrow();
  }

  private static BiFunction<Integer, Member, Member> goesOn(
      Promotion promotion, Map<Integer, Member> members, TrialScheduler scheduler) {
    return (trial, own) -> {
      if (promotion.donor().isEmpty()) {
        return own;
      }
      var donor = members.get(promotion.donor().getAsInt());
      return new Member(donor.weights(), scheduler.explore(promotion, donor.config()), own.step());
    };
  }

  private static Member train(Member member, RandomGenerator random) {
    double rate = (Double) member.config().get("lr");
    var weights =
        member.weights().stream().map(w -> w - rate * (w + random.nextGaussian())).toList();
    return new Member(weights, member.config(), member.step() + 1);
  }

  private static double loss(Member member) {
    return member.weights().stream().mapToDouble(w -> w * w).average().orElseThrow();
  }
}
