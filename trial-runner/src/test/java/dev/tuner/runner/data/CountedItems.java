package dev.tuner.runner.data;

import java.util.List;
import java.util.concurrent.atomic.AtomicIntegerArray;

/** Items that must be fetched, and count how often. */
final class CountedItems implements Items {

  static final int COUNT = 23;
  private static final ItemFormat FORMAT = new ItemFormat(ItemFormat.Type.BYTE, List.of(1, 2, 3));

  private final String identity;
  private final AtomicIntegerArray reads = new AtomicIntegerArray(COUNT);

  CountedItems(String identity) {
    this.identity = identity;
  }

  int reads() {
    int sum = 0;
    for (int i = 0; i < COUNT; i++) {
      sum += reads.get(i);
    }
    return sum;
  }

  @Override
  public ItemFormat format() {
    return FORMAT;
  }

  @Override
  public int count() {
    return COUNT;
  }

  @Override
  public byte[] read(int index) {
    reads.incrementAndGet(index);
    return content(index);
  }

  byte[] content(int index) {
    var bytes = new byte[FORMAT.bytes()];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (identity.hashCode() + 31 * index + i);
    }
    return bytes;
  }

  @Override
  public String identity() {
    return new Digest().add(identity).text();
  }
}
