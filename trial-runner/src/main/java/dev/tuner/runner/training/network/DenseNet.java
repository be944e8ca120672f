package dev.tuner.runner.training.network;

import dev.tuner.runner.training.network.ImageLayer.Convolution;
import dev.tuner.runner.training.network.Layer.Activation;
import dev.tuner.runner.training.network.Layer.Normalisation;
import java.util.ArrayList;
import java.util.List;

/**
 * A densely connected network for small images: in each stage every convolution sees the outputs of
 * all before it; between stages a 1×1 convolution halves the channels and pooling the sides.
 *
 * @param blocks convolutions of each stage
 * @param growth channels that each of them adds
 * @param stemStride the first convolution's stride
 * @param dropout before the output
 * @see <a href="https://arxiv.org/abs/1608.06993">Huang et al., Densely Connected Networks</a>
 */
public record DenseNet(
    List<Integer> blocks, int growth, int stemStride, Norm norm, double dropout) {

  public DenseNet {
    blocks = List.copyOf(blocks);
  }

  /** The network for images of this shape and so many classes. */
  public Network network(Shape.Image image, int outputs) {
    var layers = new ArrayList<Layer>();
    int channels = 2 * growth;
    layers.add(new Convolution("stem", channels, 3, stemStride, 1, false));
    for (int stage = 1; stage <= blocks.size(); stage++) {
      if (stage > 1) {
        channels = channels / 2;
        layers.addAll(transition("transition" + (stage - 1), channels));
      }
      for (int block = 1; block <= blocks.get(stage - 1); block++) {
        layers.add(block("stage%d_block%d".formatted(stage, block)));
        channels += growth;
      }
    }
    layers.add(new Normalisation("norm", norm, 1));
    layers.add(relu());
    layers.add(new Layer.GlobalAverage());
    if (dropout > 0) {
      layers.add(new Layer.Dropout(dropout));
    }
    layers.add(new Layer.Dense("output", outputs));
    return new Network(image, layers);
  }

  private Layer block(String name) {
    return new BranchingLayer.Concatenation(
        List.of(
            new Normalisation(name + "_norm", norm, 1),
            relu(),
            new Convolution(name + "_convolution", growth, 3, 1, 1, false)));
  }

  private List<Layer> transition(String name, int channels) {
    return List.of(
        new Normalisation(name + "_norm", norm, 1),
        relu(),
        new Convolution(name + "_convolution", channels, 1, 1, 1, false),
        new ImageLayer.MaxPool(2));
  }

  private static Layer relu() {
    return new Activation(Activation.Function.RELU);
  }
}
