package dev.tuner.runner.data;

import dev.tuner.runner.training.EpochOrder;
import dev.tuner.runner.training.ExampleOrder;
import dev.tuner.runner.training.RandomStreams;
import java.util.Arrays;
import java.util.stream.IntStream;

/** Repeats the examples of rarer classes until every class has as many as the largest one. */
final class OversampledOrder implements ExampleOrder {

  private final int[] repeated;
  private final EpochOrder order;

  OversampledOrder(int[] labels, RandomStreams random) {
    int[] counts = ClassShares.counts(labels);
    int largest = Arrays.stream(counts).max().orElseThrow();
    var builder = IntStream.builder();
    for (int c = 0; c < counts.length; c++) {
      int label = c;
      int[] members = IntStream.range(0, labels.length).filter(i -> labels[i] == label).toArray();
      for (int i = 0; members.length > 0 && i < largest; i++) {
        builder.add(members[i % members.length]);
      }
    }
    repeated = builder.build().toArray();
    order = new EpochOrder(repeated.length, random);
  }

  @Override
  public int count() {
    return repeated.length;
  }

  @Override
  public int[] of(long epoch) {
    return Arrays.stream(order.of(epoch)).map(i -> repeated[i]).toArray();
  }
}
