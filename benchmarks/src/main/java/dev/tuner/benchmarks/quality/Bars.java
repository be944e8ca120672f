package dev.tuner.benchmarks.quality;

import dev.tuner.benchmarks.Bar;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What must hold. The bands are what a reference simulator reached on the public tasks by the same
 * protocol, with some room; for other tasks they stand beside the figures and do not count.
 */
final class Bars {
  private static final Map<Family, Map<Method, Map<Double, Double>>> BANDS =
      Map.of(
          Family.TASKSET,
          Map.of(
              Method.ASHA_PROMOTION, Map.of(1.0, 0.50, 2.0, 0.32, 5.0, 0.16),
              Method.ASHA_BOHB, Map.of(1.0, 0.50, 2.0, 0.29, 5.0, 0.075),
              Method.HYPERBAND_BOHB, Map.of(1.0, 0.49, 2.0, 0.27, 5.0, 0.13)),
          Family.OPDA,
          Map.of(
              Method.ASHA_PROMOTION, Map.of(1.0, 0.24, 2.0, 0.13, 5.0, 0.07),
              Method.ASHA_BOHB, Map.of(1.0, 0.32, 2.0, 0.16, 5.0, 0.075)));

  private static final Map<Family, Set<String>> PUBLIC =
      Map.of(
          Family.TASKSET,
          Set.of(
              "taskset_imdb_patch128_LSTM128_bs64",
              "taskset_imdb_patch32_GRU128_bs128",
              "taskset_imdb_patch32_IRNN64_relu_last_bs128",
              "taskset_imdb_patch32_LSTM128_bs128",
              "taskset_imdb_patch32_VRNN64_tanh_avg_bs128"),
          Family.OPDA,
          Set.of("opda_alexnet_imagenet", "opda_deberta_base_mnli"));

  private static final Map<Family, Map<Double, Double>> REFERENCE =
      Map.of(
          Family.TASKSET, Map.of(0.25, 0.937, 0.5, 0.907, 1.0, 0.871, 2.0, 0.720, 5.0, 0.510),
          Family.OPDA, Map.of(0.25, 0.701, 0.5, 0.391, 1.0, 0.223, 2.0, 0.123, 5.0, 0.070));

  /** When what a study gets by default is compared with random search. */
  private static final double DEFAULT_TIME = 5;

  private Bars() {}

  /** What random search has in the reference: a check of the protocol, not a bar. */
  static Optional<Double> reference(Family family, double time) {
    return Optional.ofNullable(REFERENCE.getOrDefault(family, Map.of()).get(time));
  }

  /** The largest mean regret that a method may have. */
  static Optional<Double> band(Family family, Method method, double time) {
    return Optional.ofNullable(
        BANDS.getOrDefault(family, Map.of()).getOrDefault(method, Map.of()).get(time));
  }

  static List<Bar> of(List<Outcome> outcomes) {
    List<Bar> bars = new ArrayList<>();
    for (Outcome outcome : outcomes) {
      if (Set.copyOf(outcome.tasks()).equals(PUBLIC.get(outcome.family()))) {
        bands(outcome, bars);
      }
      if (outcome.has(Method.DEFAULT, Method.RANDOM)) {
        bars.add(usual(outcome));
      }
    }
    proposals(outcomes).ifPresent(bars::add);
    return bars;
  }

  private static void bands(Outcome outcome, List<Bar> bars) {
    for (Method method : outcome.methods()) {
      for (double time : outcome.family().printed()) {
        band(outcome.family(), method, time)
            .ifPresent(most -> bars.add(band(outcome, method, time, most)));
      }
    }
  }

  private static Bar band(Outcome outcome, Method method, double time, double most) {
    Outcome.Estimate regret = outcome.at(method, time);
    return new Bar(
        String.format(
            Locale.ROOT,
            "%s: %s has a regret of %.3f +- %.3f at time %s, at most %.3f allowed",
            outcome.family().word(),
            method.words(),
            regret.mean(),
            regret.error(),
            time,
            most),
        regret.mean() <= most);
  }

  private static Bar usual(Outcome outcome) {
    Outcome.Estimate gain = outcome.gain(Method.DEFAULT, Method.RANDOM, DEFAULT_TIME);
    return new Bar(
        String.format(
            Locale.ROOT,
            "%s: what a study gets by default has a regret smaller than random search's at time %s"
                + " by %.3f +- %.3f, no loss allowed",
            outcome.family().word(),
            DEFAULT_TIME,
            gain.mean(),
            gain.error()),
        gain.mean() >= 0);
  }

  /** BOHB's proposals must be worth more than random ones in two of three comparisons. */
  private static Optional<Bar> proposals(List<Outcome> outcomes) {
    Outcome.Score score = new Outcome.Score(0, 0);
    int comparisons = 0;
    for (Outcome outcome : outcomes) {
      if (outcome.has(Method.ASHA_BOHB, Method.ASHA_PROMOTION)) {
        score = score.plus(outcome.compare(Method.ASHA_BOHB, Method.ASHA_PROMOTION));
        comparisons += outcome.tasks().size() * outcome.family().largest().size();
      }
    }
    if (comparisons == 0) {
      return Optional.empty();
    }
    String words =
        "%s beats %s %d times of %d, at least 2 of 3 required"
            .formatted(
                Method.ASHA_BOHB.words(), Method.ASHA_PROMOTION.words(), score.wins(), comparisons);
    return Optional.of(new Bar(words, score.wins() * 3 >= comparisons * 2));
  }
}
