package dev.tuner.search.scheduler;

import java.util.random.RandomGenerator;

/**
 * A last step that is an exact power, where a logarithm in floating point may count one too few.
 *
 * @param max r times eta as often as {@code count} says
 */
record Powers(int r, int eta, long max, int count) {

  static Powers draw(RandomGenerator random) {
    int eta = random.nextInt(2, 11);
    int k = random.nextInt(1, 13);
    int r = random.nextInt(1, 4);
    long max = r;
    int count = 0;
    while (count < k && max * eta <= Ladder.LONGEST) {
      max *= eta;
      count++;
    }
    return new Powers(r, eta, max, count);
  }
}
