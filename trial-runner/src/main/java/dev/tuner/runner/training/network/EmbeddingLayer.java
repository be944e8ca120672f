package dev.tuner.runner.training.network;

import java.util.List;

/** Layers that give learnt vectors to whole numbers. */
public sealed interface EmbeddingLayer extends Layer {

  /**
   * A learnt vector for each token. Takes a sequence of one feature: token numbers from 0 to {@code
   * vocabulary} - 1.
   */
  record OfTokens(String name, int vocabulary, int dimension) implements EmbeddingLayer {
    @Override
    public Shape output(Shape input) {
      return new Shape.Sequence(input.size(), dimension);
    }

    @Override
    public void declare(Shape input, Declarations declarations) {
      declarations.embedding(name + ".weight", vocabulary, dimension);
    }
  }

  /**
   * A learnt vector for each category of a table's row. Takes a vector of {@code numeric} numbers
   * followed by one category number a column; gives the numbers followed by the vectors.
   *
   * @param cardinalities how many categories each column has
   * @see <a href="https://arxiv.org/abs/1604.06737">Guo and Berkhahn, Entity Embeddings</a>
   */
  record OfCategories(String name, int numeric, List<Integer> cardinalities, int dimension)
      implements EmbeddingLayer {
    public OfCategories {
      cardinalities = List.copyOf(cardinalities);
    }

    @Override
    public Shape output(Shape input) {
      if (input.size() != numeric + cardinalities.size()) {
        throw new IllegalArgumentException(
            "%d numbers and %d categories are not the %d features of an example"
                .formatted(numeric, cardinalities.size(), input.size()));
      }
      return new Shape.Vector(numeric + cardinalities.size() * dimension);
    }

    @Override
    public void declare(Shape input, Declarations declarations) {
      for (int i = 0; i < cardinalities.size(); i++) {
        declarations.embedding(name + i + ".weight", cardinalities.get(i), dimension);
      }
    }
  }
}
