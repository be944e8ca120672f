package dev.tuner.runner.training;

import java.util.random.RandomGenerator;

/** The order in which an epoch visits the examples: a function of seed and epoch. */
public final class EpochOrder {

  private final int count;
  private final RandomStreams random;
  private long epoch = -1;
  private int[] order = {};

  public EpochOrder(int count, RandomStreams random) {
    this.count = count;
    this.random = random;
  }

  /** All indexes from 0 to count - 1, shuffled; not to be changed. */
  public int[] of(long wanted) {
    if (wanted != epoch) {
      order = shuffled(count, random.of(RandomStreams.Purpose.SHUFFLING, wanted));
      epoch = wanted;
    }
    return order;
  }

  /** The numbers from 0 to {@code count} - 1 in random order. */
  public static int[] shuffled(int count, RandomGenerator random) {
    var order = new int[count];
    for (int i = 0; i < count; i++) { // Fisher-Yates, inside out
      int j = random.nextInt(i + 1);
      order[i] = order[j];
      order[j] = i;
    }
    return order;
  }
}
