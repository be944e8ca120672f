package dev.tuner.runner.training.network;

import dev.tuner.runner.training.network.ImageLayer.Convolution;
import dev.tuner.runner.training.network.Layer.Activation;
import dev.tuner.runner.training.network.Layer.Normalisation;
import java.util.ArrayList;
import java.util.List;

/**
 * A residual network for small images. Each stage after the first has twice the filters and half
 * the height and width; blocks [2, 2, 2, 2] with width 64 are ResNet-18.
 *
 * @param blocks residual blocks of each stage
 * @param width filters of the first stage
 * @param stemStride the first convolution's stride: 2 halves the images at once, a quarter of the
 *     cost
 * @param cardinality 1: blocks of two 3×3 convolutions; more: ResNeXt's blocks, a 3×3 convolution
 *     in so many groups between two of 1×1
 * @param dropout before the output
 * @see <a href="https://arxiv.org/abs/1512.03385">He et al., Deep Residual Learning</a>
 * @see <a href="https://arxiv.org/abs/1611.05431">Xie et al., Aggregated Residual
 *     Transformations</a>
 */
public record ResNet(
    List<Integer> blocks, int width, int stemStride, int cardinality, Norm norm, double dropout) {

  public ResNet {
    blocks = List.copyOf(blocks);
  }

  /** The network for images of this shape and so many classes. */
  public Network network(Shape.Image image, int outputs) {
    var layers = new ArrayList<Layer>();
    layers.add(new Convolution("stem", width, 3, stemStride, 1, false));
    layers.add(new Normalisation("stem_norm", norm, 1));
    layers.add(relu());
    int channels = width;
    for (int stage = 0; stage < blocks.size(); stage++) {
      int filters = width << stage;
      for (int block = 0; block < blocks.get(stage); block++) {
        int stride = stage > 0 && block == 0 ? 2 : 1;
        var name = "stage%d_block%d".formatted(stage + 1, block + 1);
        layers.add(block(name, channels, filters, stride));
        layers.add(relu());
        channels = filters;
      }
    }
    layers.add(new Layer.GlobalAverage());
    if (dropout > 0) {
      layers.add(new Layer.Dropout(dropout));
    }
    layers.add(new Layer.Dense("output", outputs));
    return new Network(image, layers);
  }

  private Layer block(String name, int channels, int filters, int stride) {
    var body = cardinality == 1 ? plain(name, filters, stride) : grouped(name, filters, stride);
    var shortcut =
        stride == 1 && channels == filters
            ? List.<Layer>of()
            : List.<Layer>of(
                new Convolution(name + "_shortcut", filters, 1, stride, 1, false),
                new Normalisation(name + "_shortcut_norm", norm, 1));
    return new BranchingLayer.Residual(body, shortcut);
  }

  // The last normalisation of a branch begins at 0, so that each block begins as its shortcut
  // (Goyal et al., 2017).
  private List<Layer> plain(String name, int filters, int stride) {
    return List.of(
        new Convolution(name + "_convolution1", filters, 3, stride, 1, false),
        new Normalisation(name + "_norm1", norm, 1),
        relu(),
        new Convolution(name + "_convolution2", filters, 3, 1, 1, false),
        new Normalisation(name + "_norm2", norm, 0));
  }

  private List<Layer> grouped(String name, int filters, int stride) {
    return List.of(
        new Convolution(name + "_convolution1", filters, 1, 1, 1, false),
        new Normalisation(name + "_norm1", norm, 1),
        relu(),
        new Convolution(name + "_convolution2", filters, 3, stride, cardinality, false),
        new Normalisation(name + "_norm2", norm, 1),
        relu(),
        new Convolution(name + "_convolution3", filters, 1, 1, 1, false),
        new Normalisation(name + "_norm3", norm, 0));
  }

  private static Layer relu() {
    return new Activation(Activation.Function.RELU);
  }
}
