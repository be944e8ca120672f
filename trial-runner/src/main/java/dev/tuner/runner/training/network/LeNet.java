package dev.tuner.runner.training.network;

import dev.tuner.runner.training.network.Layer.Activation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Two rounds of convolution, activation and 2×2 max pooling, then one hidden layer.
 *
 * @param filters of the first convolution; the second has twice as many
 * @param kernel height and width of both convolutions, odd
 * @param hidden the hidden layer's size
 * @param norm after each convolution
 * @param dropout the share of the hidden layer's outputs dropped in training, in [0, 1)
 * @see <a href="https://doi.org/10.1109/5.726791">LeCun et al., Gradient-based learning applied to
 *     document recognition</a>
 */
public record LeNet(
    int filters,
    int kernel,
    int hidden,
    Activation.Function activation,
    Optional<Norm> norm,
    double dropout) {

  /** With ReLU, without normalisation. */
  public static LeNet relu(int filters, int kernel, int hidden, double dropout) {
    return new LeNet(filters, kernel, hidden, Activation.Function.RELU, Optional.empty(), dropout);
  }

  /** The network for images of this shape and so many classes. */
  public Network network(Shape.Image image, int outputs) {
    var layers = new ArrayList<Layer>();
    layers.addAll(round(1, filters));
    layers.addAll(round(2, 2 * filters));
    layers.add(new Layer.Flatten());
    layers.add(new Layer.Dense("hidden", hidden));
    layers.add(new Activation(activation));
    if (dropout > 0) {
      layers.add(new Layer.Dropout(dropout));
    }
    layers.add(new Layer.Dense("output", outputs));
    return new Network(image, layers);
  }

  private List<Layer> round(int number, int width) {
    var layers = new ArrayList<Layer>();
    layers.add(
        new ImageLayer.Convolution("convolution" + number, width, kernel, 1, 1, norm.isEmpty()));
    norm.ifPresent(chosen -> layers.add(new Layer.Normalisation("norm" + number, chosen, 1)));
    layers.add(new Activation(activation));
    layers.add(new ImageLayer.MaxPool(2));
    return layers;
  }
}
