package dev.tuner.runner.data;

import java.util.Arrays;

/** Items of bytes that lie in memory, one after the other. */
final class ByteItems implements Items {

  private final ItemFormat format;
  private final byte[] bytes;

  ByteItems(ItemFormat format, byte[] bytes) {
    this.format = format;
    this.bytes = bytes;
  }

  @Override
  public ItemFormat format() {
    return format;
  }

  @Override
  public int count() {
    return bytes.length / format.bytes();
  }

  @Override
  public byte[] read(int index) {
    return Arrays.copyOfRange(bytes, index * format.bytes(), (index + 1) * format.bytes());
  }

  @Override
  public void values(int index, float[] to, int offset) {
    int length = format.bytes();
    int start = index * length;
    for (int i = 0; i < length; i++) {
      to[offset + i] = bytes[start + i] & 0xff;
    }
  }

  byte[] all() {
    return bytes;
  }

  @Override
  public String identity() {
    return new Digest().add(format.toString()).add(bytes).text();
  }

  @Override
  public boolean isInMemory() {
    return true;
  }
}
