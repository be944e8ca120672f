package dev.tuner.runner.training.network;

import dev.tuner.runner.training.network.Layer.Activation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Fully connected layers: the body of networks for features without an order.
 *
 * @param hidden the hidden layers' sizes, first to last
 * @param norm after each hidden layer, before its activation
 * @param dropout the share of each hidden layer's outputs dropped in training, in [0, 1)
 */
public record Mlp(
    List<Integer> hidden, Activation.Function activation, Optional<Norm> norm, double dropout) {

  public Mlp {
    hidden = List.copyOf(hidden);
  }

  /** With ReLU between the layers, without normalisation. */
  public static Mlp relu(List<Integer> hidden, double dropout) {
    return new Mlp(hidden, Activation.Function.RELU, Optional.empty(), dropout);
  }

  /** A network of this many features and outputs. */
  public Network network(int inputs, int outputs) {
    return network(new Shape.Vector(inputs), List.of(), outputs);
  }

  /**
   * A network for a table's rows, some columns of which are categories that get a learnt vector.
   *
   * @param inputs all features
   * @param dimension of a category's vector
   */
  public Network forTable(
      int inputs, List<EmbeddingLayer.Columns> categories, int dimension, int outputs) {
    var embeddings = new EmbeddingLayer.OfCategories("category", categories, dimension);
    return network(new Shape.Vector(inputs), List.of(embeddings), outputs);
  }

  /** A network that gives each of a query's documents a score by its own features alone. */
  public Network forRanking(int documents, int features) {
    var layers = new ArrayList<Layer>(body());
    layers.add(new Layer.Dense("output", 1));
    layers.add(new Layer.Flatten());
    return new Network(new Shape.Sequence(documents, features), layers);
  }

  private Network network(Shape input, List<Layer> before, int outputs) {
    var layers = new ArrayList<>(before);
    layers.addAll(body());
    layers.add(new Layer.Dense("output", outputs));
    return new Network(input, layers);
  }

  private List<Layer> body() {
    var layers = new ArrayList<Layer>();
    for (int i = 1; i <= hidden.size(); i++) {
      layers.add(new Layer.Dense("hidden" + i, hidden.get(i - 1)));
      int number = i;
      norm.ifPresent(chosen -> layers.add(new Layer.Normalisation("norm" + number, chosen, 1)));
      layers.add(new Activation(activation));
      if (dropout > 0) {
        layers.add(new Layer.Dropout(dropout));
      }
    }
    return layers;
  }
}
