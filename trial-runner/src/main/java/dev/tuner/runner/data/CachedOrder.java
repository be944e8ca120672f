package dev.tuner.runner.data;

import dev.tuner.runner.training.ExampleOrder;
import java.util.HashMap;
import java.util.Map;

/** Another order, kept for the epoch at hand and its neighbours: batches ask for it often. */
final class CachedOrder implements ExampleOrder {

  private final ExampleOrder order;
  private final Map<Long, int[]> epochs = new HashMap<>();

  CachedOrder(ExampleOrder order) {
    this.order = order;
  }

  @Override
  public int count() {
    return order.count();
  }

  @Override
  public synchronized int[] of(long epoch) {
    epochs.keySet().removeIf(old -> Math.abs(old - epoch) > 1);
    return epochs.computeIfAbsent(epoch, order::of);
  }
}
