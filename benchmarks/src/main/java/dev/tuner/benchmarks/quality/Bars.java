package dev.tuner.benchmarks.quality;

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

  /** In words, every bar that the outcomes miss. */
  static List<String> missed(List<Outcome> outcomes) {
    List<String> missed = new ArrayList<>();
    for (Outcome outcome : outcomes) {
      if (Set.copyOf(outcome.tasks()).equals(PUBLIC.get(outcome.family()))) {
        missBands(outcome, missed);
      }
      missDefault(outcome, missed);
    }
    missProposals(outcomes, missed);
    return missed;
  }

  private static void missBands(Outcome outcome, List<String> missed) {
    for (Method method : outcome.methods()) {
      for (double time : outcome.family().printed()) {
        double mean = outcome.at(method, time).mean();
        band(outcome.family(), method, time)
            .filter(most -> mean > most)
            .ifPresent(most -> missed.add(miss(outcome.family(), method, time, mean, most)));
      }
    }
  }

  private static String miss(Family family, Method method, double time, double mean, double most) {
    return String.format(
        Locale.ROOT,
        "%s: %s has a regret of %.3f at time %s, at most %.3f allowed",
        family.word(),
        method.words(),
        mean,
        time,
        most);
  }

  private static void missDefault(Outcome outcome, List<String> missed) {
    if (!outcome.has(Method.DEFAULT, Method.RANDOM)) {
      return;
    }
    Outcome.Estimate gain = outcome.gain(Method.DEFAULT, Method.RANDOM, DEFAULT_TIME);
    if (gain.mean() < 0) {
      missed.add(
          String.format(
              Locale.ROOT,
              "%s: the default %s loses to random search at time %s by %.3f +- %.3f",
              outcome.family().word(),
              Method.DEFAULT.words(),
              DEFAULT_TIME,
              -gain.mean(),
              gain.error()));
    }
  }

  /** BOHB's proposals must be worth more than random ones in two of three comparisons. */
  private static void missProposals(List<Outcome> outcomes, List<String> missed) {
    Outcome.Score score = new Outcome.Score(0, 0);
    int comparisons = 0;
    for (Outcome outcome : outcomes) {
      if (outcome.has(Method.ASHA_BOHB, Method.ASHA_PROMOTION)) {
        score = score.plus(outcome.compare(Method.ASHA_BOHB, Method.ASHA_PROMOTION));
        comparisons += outcome.tasks().size() * outcome.family().largest().size();
      }
    }
    if (score.wins() * 3 < comparisons * 2) {
      missed.add(
          "%s beats %s %d times of %d, at least 2 of 3 required"
              .formatted(
                  Method.ASHA_BOHB.words(),
                  Method.ASHA_PROMOTION.words(),
                  score.wins(),
                  comparisons));
    }
  }
}
