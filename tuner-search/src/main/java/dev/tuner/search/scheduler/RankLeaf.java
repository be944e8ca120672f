package dev.tuner.search.scheduler;

import java.util.Arrays;

/** Up to 64 entries in flat arrays; the waiting flags are the bits of one long. */
final class RankLeaf extends RankNode {
  private static final int CAPACITY = Long.SIZE;
  private static final int INITIAL = 8;

  private double[] losses = new double[INITIAL];
  private int[] arrivals = new int[INITIAL];
  private long flags;
  private int size;

  @Override
  int size() {
    return size;
  }

  @Override
  int waiting() {
    return Long.bitCount(flags);
  }

  @Override
  double lastLoss() {
    return losses[size - 1];
  }

  @Override
  int lastArrival() {
    return arrivals[size - 1];
  }

  @Override
  RankNode insert(double loss, int arrival, boolean waits) {
    if (size < CAPACITY) {
      place(loss, arrival, waits);
      return null;
    }
    RankLeaf right = split();
    boolean inRight = isBefore(lastLoss(), lastArrival(), loss, arrival);
    (inRight ? right : this).place(loss, arrival, waits);
    return right;
  }

  private void place(double loss, int arrival, boolean waits) {
    int at = countBefore(loss, arrival);
    if (size == losses.length) {
      losses = Arrays.copyOf(losses, size * 2);
      arrivals = Arrays.copyOf(arrivals, size * 2);
    }
    System.arraycopy(losses, at, losses, at + 1, size - at);
    System.arraycopy(arrivals, at, arrivals, at + 1, size - at);
    losses[at] = loss;
    arrivals[at] = arrival;
    long below = (1L << at) - 1;
    flags = (flags & below) | ((flags & ~below) << 1) | (waits ? 1L << at : 0);
    size++;
  }

  private RankLeaf split() {
    int half = CAPACITY / 2;
    RankLeaf right = new RankLeaf();
    right.losses = Arrays.copyOfRange(losses, half, CAPACITY);
    right.arrivals = Arrays.copyOfRange(arrivals, half, CAPACITY);
    right.flags = flags >>> half;
    right.size = CAPACITY - half;
    losses = Arrays.copyOf(losses, half);
    arrivals = Arrays.copyOf(arrivals, half);
    flags &= (1L << half) - 1;
    size = half;
    return right;
  }

  @Override
  int countBefore(double loss, int arrival) {
    int low = 0;
    int high = size;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (isBefore(losses[middle], arrivals[middle], loss, arrival)) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  @Override
  int select(int index) {
    return arrivals[index];
  }

  @Override
  int firstWaiting() {
    return arrivals[Long.numberOfTrailingZeros(flags)];
  }

  @Override
  void setWaiting(double loss, int arrival, boolean waits) {
    long bit = 1L << countBefore(loss, arrival);
    flags = waits ? flags | bit : flags & ~bit;
  }
}
