package dev.tuner.runner.data;

import dev.tuner.runner.training.ExampleOrder;
import dev.tuner.runner.training.RandomStreams;
import java.util.Arrays;

/**
 * Draws every example of an epoch anew, with replacement: first a class, all with the same chance,
 * then one of its examples.
 */
final class WeightedOrder implements ExampleOrder {

  private final int[][] classes;
  private final int count;
  private final RandomStreams random;

  WeightedOrder(int[] labels, RandomStreams random) {
    this.count = labels.length;
    this.random = random;
    this.classes =
        Arrays.stream(labels)
            .distinct()
            .sorted()
            .mapToObj(
                label ->
                    java.util.stream.IntStream.range(0, labels.length)
                        .filter(i -> labels[i] == label)
                        .toArray())
            .toArray(int[][]::new);
  }

  @Override
  public int count() {
    return count;
  }

  @Override
  public int[] of(long epoch) {
    var draws = random.of(RandomStreams.Purpose.SHUFFLING, epoch);
    var order = new int[count];
    for (int i = 0; i < count; i++) {
      int[] members = classes[draws.nextInt(classes.length)];
      order[i] = members[draws.nextInt(members.length)];
    }
    return order;
  }
}
