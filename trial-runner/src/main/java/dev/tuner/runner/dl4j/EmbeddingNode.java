package dev.tuner.runner.dl4j;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * {@link dev.tuner.runner.training.network.EmbeddingLayer.OfTokens}: a learnt vector for each
 * token.
 */
final class EmbeddingNode implements Node {

  private final Slots table;
  private int[] tokens = {};

  EmbeddingNode(Slots table) {
    this.table = table;
  }

  @Override
  public INDArray forward(INDArray input, Pass pass) {
    tokens = tokens(Host.read(input));
    var rows = Nd4j.pullRows(table.value(), 1, tokens, 'c');
    return rows.reshape('c', input.size(0), tokens.length / input.size(0), rows.size(1));
  }

  // Checked here, because the native code reads whatever lies at a token that does not exist.
  private int[] tokens(float[] numbers) {
    var whole = new int[numbers.length];
    for (int i = 0; i < whole.length; i++) {
      whole[i] = (int) numbers[i];
      if (whole[i] != numbers[i] || whole[i] < 0 || whole[i] >= table.value().size(0)) {
        throw new IllegalArgumentException(
            "%s is no token or category: they are the whole numbers from 0 to %d"
                .formatted(numbers[i], table.value().size(0) - 1));
      }
    }
    return whole;
  }

  @Override
  public INDArray backward(INDArray gradient, boolean inputToo) {
    if (trains()) {
      var sums = new float[(int) table.value().length()];
      float[] errors = Host.read(gradient);
      int width = (int) table.value().size(1);
      for (int row = 0; row < tokens.length; row++) {
        for (int i = 0; i < width; i++) {
          sums[tokens[row] * width + i] += errors[row * width + i];
        }
      }
      table.gradient().assign(Host.rows(sums, (int) table.value().size(0)));
    }
    return gradient; // tokens have none
  }

  @Override
  public boolean trains() {
    return table.trains();
  }
}
