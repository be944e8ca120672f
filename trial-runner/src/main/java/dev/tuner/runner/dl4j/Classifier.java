package dev.tuner.runner.dl4j;

import dev.tuner.runner.training.Network;
import org.nd4j.autodiff.samediff.SDVariable;

/** Draws a described network into a graph. */
final class Classifier {

  private Classifier() {}

  /** The network's raw outputs for {@code features}, one row an example. */
  static SDVariable logits(Network network, Layers layers, SDVariable features) {
    if (network instanceof Network.Mlp mlp) {
      return mlp(mlp, layers, features);
    }
    return cnn((Network.Cnn) network, layers, features);
  }

  private static SDVariable mlp(Network.Mlp mlp, Layers layers, SDVariable features) {
    var value = features;
    int width = mlp.inputs();
    for (int i = 0; i < mlp.hidden().size(); i++) {
      int size = mlp.hidden().get(i);
      value = layers.relu(layers.dense("hidden" + (i + 1), value, width, size));
      value = layers.dropout(value, size, mlp.dropout());
      width = size;
    }
    return layers.dense("output", value, width, mlp.outputs());
  }

  private static SDVariable cnn(Network.Cnn cnn, Layers layers, SDVariable features) {
    var image = cnn.image();
    var value = features.reshape(-1, image.channels(), image.height(), image.width());
    int filters = cnn.filters();
    value = layers.convolution("convolution1", value, image.channels(), filters, cnn.kernel());
    value = layers.halve(layers.relu(value));
    value = layers.convolution("convolution2", value, filters, 2 * filters, cnn.kernel());
    value = layers.halve(layers.relu(value));
    int width = 2 * filters * (image.height() / 4) * (image.width() / 4);
    value = layers.relu(layers.dense("hidden", value.reshape(-1, width), width, cnn.hidden()));
    value = layers.dropout(value, cnn.hidden(), cnn.dropout());
    return layers.dense("output", value, cnn.hidden(), cnn.outputs());
  }
}
