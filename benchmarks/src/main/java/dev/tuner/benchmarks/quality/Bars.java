package dev.tuner.benchmarks.quality;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What must hold. The bands are what a reference simulator reached on the same tasks by the same
 * protocol, with some room.
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

  private static final Map<Family, Map<Double, Double>> REFERENCE =
      Map.of(
          Family.TASKSET, Map.of(0.25, 0.937, 0.5, 0.907, 1.0, 0.871, 2.0, 0.720, 5.0, 0.510),
          Family.OPDA, Map.of(0.25, 0.701, 0.5, 0.391, 1.0, 0.223, 2.0, 0.123, 5.0, 0.070));

  private Bars() {}

  /** What random search has in the reference: a check of the protocol, not a bar. */
  static double reference(Family family, double time) {
    return REFERENCE.get(family).get(time);
  }

  /** The largest mean regret that a method may have. */
  static Optional<Double> band(Family family, Method method, double time) {
    return Optional.ofNullable(BANDS.get(family).getOrDefault(method, Map.of()).get(time));
  }

  /** In words, every bar that the outcomes miss. */
  static List<String> missed(List<Outcome> outcomes) {
    List<String> missed = new ArrayList<>();
    outcomes.forEach(outcome -> missBands(outcome, missed));
    missProposals(outcomes, missed);
    return missed;
  }

  private static void missBands(Outcome outcome, List<String> missed) {
    for (Method method : Method.values()) {
      for (double time : Outcome.PRINTED) {
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

  /** BOHB's proposals must be worth more than random ones in two of three comparisons. */
  private static void missProposals(List<Outcome> outcomes, List<String> missed) {
    Outcome.Score score = new Outcome.Score(0, 0);
    int comparisons = 0;
    for (Outcome outcome : outcomes) {
      score = score.plus(outcome.compare(Method.ASHA_BOHB, Method.ASHA_PROMOTION));
      comparisons += outcome.tasks().size() * Outcome.LARGEST.size();
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
