package dev.tuner.runner.data;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What each item of a set looks like: values of one type in one shape, little-endian, the last
 * dimension running fastest. An item's bytes are what NumPy would store.
 *
 * @param shape the size of each dimension, without the one that counts the items
 */
public record ItemFormat(Type type, List<Integer> shape) {

  /** The type of one value. */
  public enum Type {
    /** An unsigned byte, such as a pixel. */
    BYTE("|u1", 1),
    /** A 32-bit float. */
    FLOAT("<f4", Float.BYTES);

    private final String descriptor;
    private final int bytes;

    Type(String descriptor, int bytes) {
      this.descriptor = descriptor;
      this.bytes = bytes;
    }

    /** NumPy's name of the type. */
    public String descriptor() {
      return descriptor;
    }
  }

  public ItemFormat {
    shape = List.copyOf(shape);
    long values = 1;
    for (int size : shape) {
      values *= size;
      if (size < 1 || values > Integer.MAX_VALUE / Float.BYTES) {
        throw new InvalidDataException(
            "items of shape %s: each side must be at least 1, and an item at most 2^29 values"
                .formatted(shape));
      }
    }
  }

  /** In words, for errors: {@code 1×28×28 uint8 values}. */
  @Override
  public String toString() {
    var sides = shape.stream().map(String::valueOf).collect(Collectors.joining("×"));
    return sides + (type == Type.BYTE ? " uint8 values" : " float32 values");
  }

  /** The number of values of one item. */
  public int values() {
    int values = 1; // no stream: asked for with every item
    for (int size : shape) {
      values *= size;
    }
    return values;
  }

  /** The number of bytes of one item. */
  public int bytes() {
    return values() * type.bytes;
  }
}
