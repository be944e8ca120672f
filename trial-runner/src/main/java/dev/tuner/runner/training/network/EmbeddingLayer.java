package dev.tuner.runner.training.network;

import java.util.List;

/** Layers that give learnt vectors to tokens and categories. */
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
   * Features that say together which category a value is: a 1 in its place, before scaling.
   *
   * @param from the first of them
   * @param width how many categories there are
   */
  record Columns(int from, int width) {}

  /**
   * A learnt vector for each category of a table's row. Takes a vector in which some columns are
   * those of categories; gives the other numbers, in their order, followed by the vectors.
   *
   * @param columns one a table's column of categories, from left to right
   * @see <a href="https://arxiv.org/abs/1604.06737">Guo and Berkhahn, Entity Embeddings</a>
   */
  record OfCategories(String name, List<Columns> columns, int dimension) implements EmbeddingLayer {
    public OfCategories {
      columns = List.copyOf(columns);
    }

    @Override
    public Shape output(Shape input) {
      int categories = columns.stream().mapToInt(Columns::width).sum();
      return new Shape.Vector(input.size() - categories + columns.size() * dimension);
    }

    @Override
    public void declare(Shape input, Declarations declarations) {
      for (int i = 0; i < columns.size(); i++) {
        declarations.embedding(name + i + ".weight", columns.get(i).width(), dimension);
      }
    }
  }
}
