package dev.tuner.runner.training.network;

import java.util.List;
import java.util.random.RandomGenerator;

/**
 * A network, described without any library.
 *
 * @param input the shape of one example's features
 * @param layers from input to output
 */
public record Network(Shape input, List<Layer> layers) {

  public Network {
    layers = List.copyOf(layers);
    output(layers, input); // refuses layers that do not fit together
  }

  /** The number of features of one example. */
  public int inputs() {
    return input.size();
  }

  /** The number of raw outputs for one example. */
  public int outputs() {
    return output(layers, input).size();
  }

  /** The values that a forward pass computes for one example in all layers together, about. */
  public long values() {
    return values(layers, input);
  }

  static long values(List<Layer> layers, Shape input) {
    var shape = input;
    long sum = 0;
    for (var layer : layers) {
      sum += layer.values(shape);
      shape = layer.output(shape);
    }
    return sum;
  }

  /** Where the trained parameters lie in their flat vector. */
  public ParameterLayout parameters() {
    return declared().parameters();
  }

  /** Where the running statistics lie in theirs; empty without batch normalisation. */
  public ParameterLayout statistics() {
    return declared().statistics();
  }

  /** Fresh weights: a function of {@code random} alone. */
  public Weights initial(RandomGenerator random) {
    return new Weights(parameters().initial(random), statistics().initial(random));
  }

  private Declarations declared() {
    var declarations = new Declarations();
    declare(layers, input, declarations);
    return declarations;
  }

  /** The shape that {@code layers} make of {@code input}. */
  public static Shape output(List<Layer> layers, Shape input) {
    var shape = input;
    for (var layer : layers) {
      shape = layer.output(shape);
    }
    return shape;
  }

  static void declare(List<Layer> layers, Shape input, Declarations declarations) {
    var shape = input;
    for (var layer : layers) {
      layer.declare(shape, declarations);
      shape = layer.output(shape);
    }
  }
}
