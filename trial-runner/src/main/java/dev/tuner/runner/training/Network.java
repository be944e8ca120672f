package dev.tuner.runner.training;

import java.util.List;

/**
 * What an engine builds: a classifier of {@code outputs} classes, described without any library.
 */
public sealed interface Network {

  /** The number of features of one example. */
  int inputs();

  /** The number of classes. */
  int outputs();

  /**
   * Fully connected layers with ReLU between.
   *
   * @param hidden the hidden layers' sizes, first to last
   * @param dropout the share of each hidden layer's outputs dropped in training, in [0, 1)
   */
  record Mlp(int inputs, List<Integer> hidden, int outputs, double dropout) implements Network {
    public Mlp {
      hidden = List.copyOf(hidden);
    }
  }

  /**
   * LeNet-like: two rounds of convolution, ReLU and 2×2 max pooling, one hidden layer.
   *
   * @param filters of the first convolution; the second has twice as many
   * @param kernel height and width of both convolutions, odd
   * @param hidden the hidden layer's size
   * @param dropout the share of the hidden layer's outputs dropped in training, in [0, 1)
   * @see <a href="https://doi.org/10.1109/5.726791">LeCun et al., Gradient-based learning applied
   *     to document recognition</a>
   */
  record Cnn(ImageShape image, int filters, int kernel, int hidden, int outputs, double dropout)
      implements Network {
    @Override
    public int inputs() {
      return image.pixels();
    }
  }
}
