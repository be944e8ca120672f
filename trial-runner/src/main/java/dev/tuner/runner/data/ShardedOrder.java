package dev.tuner.runner.data;

import dev.tuner.runner.training.ExampleOrder;
import java.util.Arrays;

/**
 * The part of every epoch that one of several processes trains on: every so many examples of the
 * common order. All parts are of one size; up to {@code shards - 1} examples of an epoch are left
 * out, other ones in each.
 *
 * @param shard from 0
 */
record ShardedOrder(ExampleOrder whole, int shard, int shards) implements ExampleOrder {

  @Override
  public int count() {
    return whole.count() / shards;
  }

  @Override
  public int[] of(long epoch) {
    int[] order = whole.of(epoch);
    var part = new int[count()];
    Arrays.setAll(part, i -> order[i * shards + shard]);
    return part;
  }
}
