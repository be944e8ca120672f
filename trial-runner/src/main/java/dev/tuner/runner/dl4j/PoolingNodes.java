package dev.tuner.runner.dl4j;

import dev.tuner.runner.training.network.ImageLayer;
import dev.tuner.runner.training.network.Layer;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Layers that make an example smaller, or only give it another shape. */
final class PoolingNodes {

  private PoolingNodes() {}

  /** {@link ImageLayer.MaxPool}. */
  static final class Largest implements Node {

    private final int size;
    private INDArray input;

    Largest(ImageLayer.MaxPool layer) {
      size = layer.size();
    }

    @Override
    public INDArray forward(INDArray image, Pass pass) {
      input = image;
      var output =
          Native.empty(
              image, image.size(0), image.size(1), image.size(2) / size, image.size(3) / size);
      Native.run("maxpool2d", new INDArray[] {image}, new INDArray[] {output}, arguments());
      return output;
    }

    @Override
    public INDArray backward(INDArray gradient, boolean inputToo) {
      var result = Native.emptyLike(input);
      Native.run(
          "maxpool2d_bp", new INDArray[] {input, gradient}, new INDArray[] {result}, arguments());
      return result;
    }

    private int[] arguments() {
      return new int[] {size, size, size, size, 0, 0, 1, 1, 0, 0, 0};
    }
  }

  /** {@link Layer.GlobalAverage}. */
  static final class Average implements Node {

    private long[] shape = {};

    @Override
    public INDArray forward(INDArray input, Pass pass) {
      shape = input.shape();
      return switch (shape.length) {
        case 4 -> input.mean(2, 3);
        case 3 -> input.mean(1);
        default -> input;
      };
    }

    @Override
    public INDArray backward(INDArray gradient, boolean inputToo) {
      long examples = shape[0];
      return switch (shape.length) {
        case 4 -> {
          var each = gradient.div(shape[2] * shape[3]);
          yield spread(each.reshape('c', examples, shape[1], 1, 1));
        }
        case 3 -> spread(gradient.div(shape[1]).reshape('c', examples, 1, shape[2]));
        default -> gradient;
      };
    }

    private INDArray spread(INDArray each) {
      return each.broadcast(Native.empty(each, shape));
    }
  }

  /** {@link Layer.Flatten}. */
  static final class Flat implements Node {

    private long[] shape = {};

    @Override
    public INDArray forward(INDArray input, Pass pass) {
      shape = input.shape();
      return input.reshape('c', shape[0], input.length() / shape[0]);
    }

    @Override
    public INDArray backward(INDArray gradient, boolean inputToo) {
      return gradient.reshape('c', shape);
    }
  }
}
