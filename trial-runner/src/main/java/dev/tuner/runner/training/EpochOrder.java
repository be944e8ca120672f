package dev.tuner.runner.training;

import java.util.HashMap;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * The order in which an epoch visits the examples: a function of seed and epoch. Safe for threads.
 */
public final class EpochOrder implements ExampleOrder {

  private final int count;
  private final RandomStreams random;
  private final Map<Long, int[]> orders = new HashMap<>();

  public EpochOrder(int count, RandomStreams random) {
    this.count = count;
    this.random = random;
  }

  @Override
  public int count() {
    return count;
  }

  /** All indexes from 0 to count - 1, shuffled; not to be changed. */
  @Override
  public synchronized int[] of(long epoch) {
    orders.keySet().removeIf(old -> Math.abs(old - epoch) > 1); // loaders are an epoch ahead
    return orders.computeIfAbsent(
        epoch, e -> shuffled(count, random.of(RandomStreams.Purpose.SHUFFLING, e)));
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
