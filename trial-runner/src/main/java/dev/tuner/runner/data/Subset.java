package dev.tuner.runner.data;

import java.io.IOException;
import java.util.Arrays;

/** Some of the items, in an order of its own. */
final class Subset implements Items {

  private final Items items;
  private final int[] members;

  Subset(Items items, int[] members) {
    this.items = items;
    this.members = members;
  }

  @Override
  public ItemFormat format() {
    return items.format();
  }

  @Override
  public int count() {
    return members.length;
  }

  @Override
  public byte[] read(int index) throws IOException {
    return items.read(members[index]);
  }

  @Override
  public void values(int index, float[] to, int offset) throws IOException {
    items.values(members[index], to, offset);
  }

  @Override
  public String identity() {
    return new Digest().add(items.identity()).add(Arrays.toString(members)).text();
  }

  @Override
  public boolean isInMemory() {
    return items.isInMemory();
  }

  @Override
  public void close() throws IOException {
    items.close();
  }
}
