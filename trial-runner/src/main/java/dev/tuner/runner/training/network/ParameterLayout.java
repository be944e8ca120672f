package dev.tuner.runner.training.network;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * How a flat vector is divided into named blocks, one after the other.
 *
 * @param blocks in the order in which they stand in the vector
 */
public record ParameterLayout(List<Block> blocks) {

  /**
   * What a block holds before training: {@code value} plus a uniform draw from [-bound, bound].
   *
   * @param bound 0 for no randomness
   */
  public record Initial(float value, double bound) {}

  /**
   * One tensor.
   *
   * @param name the layer's name, a dot, and what it is: {@code hidden1.weight}
   * @param offset where it begins in the flat vector
   * @param shape its sides; the last runs fastest
   * @param decayed whether weight decay applies: to weights, not to biases
   */
  public record Block(
      String name, int offset, List<Integer> shape, Initial initial, boolean decayed) {
    public Block {
      shape = List.copyOf(shape);
    }

    /** The number of values. */
    public int length() {
      return shape.stream().reduce(1, Math::multiplyExact);
    }

    /** The offset after the last value. */
    public int end() {
      return Math.addExact(offset, length());
    }

    /** The name of the layer it belongs to. */
    public String layer() {
      return layerOf(name);
    }
  }

  public ParameterLayout {
    blocks = List.copyOf(blocks);
    var names = new HashSet<String>();
    int next = 0;
    for (var block : blocks) {
      if (block.offset() != next || !names.add(block.name())) {
        throw new IllegalArgumentException(
            "block %s must begin at %d, with a name of its own, but begins at %d"
                .formatted(block.name(), next, block.offset()));
      }
      next = block.end();
    }
  }

  /** The layer's name in a block's. */
  public static String layerOf(String block) {
    return block.substring(0, block.lastIndexOf('.'));
  }

  /** The length of the flat vector. */
  public int length() {
    return blocks.isEmpty() ? 0 : blocks.get(blocks.size() - 1).end();
  }

  /** The block of this name. */
  public Optional<Block> block(String name) {
    return blocks.stream().filter(block -> block.name().equals(name)).findFirst();
  }

  /** Fresh values: a function of {@code random} alone. */
  public float[] initial(RandomGenerator random) {
    var values = new float[length()];
    for (var block : blocks) {
      double bound = block.initial().bound();
      int end = block.end();
      for (int i = block.offset(); i < end; i++) {
        double noise = bound > 0 ? random.nextDouble(-bound, bound) : 0;
        values[i] = (float) (block.initial().value() + noise);
      }
    }
    return values;
  }
}
