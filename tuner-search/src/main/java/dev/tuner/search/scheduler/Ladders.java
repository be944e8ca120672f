package dev.tuner.search.scheduler;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * One ladder for each bracket; bracket s has those of bracket 0 without its lowest s rungs.
 *
 * @param all by bracket
 * @param descending every rung of every bracket, highest level first, then by bracket
 */
record Ladders(List<Ladder> all, List<Spot> descending) {

  /** One rung of one bracket. */
  record Spot(int bracket, int rung, long level) {}

  static Ladders of(Ladder lowest, int brackets) {
    List<Ladder> all = IntStream.range(0, brackets).mapToObj(lowest::without).toList();
    List<Spot> spots = new ArrayList<>();
    for (int bracket = 0; bracket < brackets; bracket++) {
      Ladder ladder = all.get(bracket);
      for (int rung = 0; rung < ladder.size(); rung++) {
        spots.add(new Spot(bracket, rung, ladder.level(rung)));
      }
    }
    spots.sort(Comparator.comparingLong(Spot::level).reversed().thenComparingInt(Spot::bracket));
    return new Ladders(all, List.copyOf(spots));
  }

  Ladder get(int bracket) {
    return all.get(bracket);
  }

  /** Draws a bracket, each with its weight. */
  int draw(RandomGenerator random) {
    double sum = 0;
    for (int bracket = 0; bracket < all.size(); bracket++) {
      sum += weight(bracket);
    }
    double point = random.nextDouble() * sum;
    int bracket = 0;
    while (bracket < all.size() - 1 && point >= weight(bracket)) {
      point -= weight(bracket++);
    }
    return bracket;
  }

  /** Proportional to the number of trials that synchronous Hyperband starts in the bracket. */
  private double weight(int bracket) {
    int most = all.get(0).size() + 1;
    return (double) most / ((most - bracket) * (double) all.get(bracket).level(0));
  }
}
