package dev.tuner.runner.data;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The features of a data set, item by item, before they are scaled and augmented. Safe for threads.
 */
public interface Items extends AutoCloseable {

  ItemFormat format();

  /** The number of items, at least 1. */
  int count();

  /**
   * The bytes of one item, in {@link #format()}; not to be changed.
   *
   * @throws InvalidDataException if the item is damaged; names the file
   */
  byte[] read(int index) throws IOException;

  /**
   * A digest of the items' content and of all that was done to it: two sets of the same identity
   * hold the same bytes.
   */
  String identity();

  /** Whether reading an item costs no more than copying it, so that a cache would be of no use. */
  default boolean isInMemory() {
    return false;
  }

  /** Writes the values of one item from {@code offset} on. */
  default void values(int index, float[] to, int offset) throws IOException {
    byte[] bytes = read(index);
    if (format().type() == ItemFormat.Type.BYTE) {
      for (int i = 0; i < bytes.length; i++) {
        to[offset + i] = bytes[i] & 0xff;
      }
    } else {
      var floats = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
      floats.get(to, offset, format().values());
    }
  }

  @Override
  default void close() throws IOException {}
}
