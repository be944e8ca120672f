package dev.tuner.runner.training;

import java.util.List;

/**
 * How the flat parameter vector is divided into named blocks, one after the other.
 *
 * @param blocks in the order in which they stand in the vector
 */
public record ParameterLayout(List<Block> blocks) {

  /**
   * One tensor of parameters.
   *
   * @param offset where it begins in the flat vector
   * @param length the number of its parameters
   * @param decayed whether weight decay applies: to weights, not to biases
   */
  public record Block(String name, int offset, int length, boolean decayed) {}

  public ParameterLayout {
    blocks = List.copyOf(blocks);
    int next = 0;
    for (var block : blocks) {
      if (block.offset() != next) {
        throw new IllegalArgumentException(
            "block %s must begin at %d but begins at %d"
                .formatted(block.name(), next, block.offset()));
      }
      next += block.length();
    }
  }

  /** The length of the flat vector. */
  public int length() {
    return blocks.stream().mapToInt(Block::length).sum();
  }
}
