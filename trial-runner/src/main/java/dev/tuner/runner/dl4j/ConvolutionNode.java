package dev.tuner.runner.dl4j;

import dev.tuner.runner.training.network.Layer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** {@link Layer.Convolution}. */
final class ConvolutionNode implements Node {

  private static final int CHANNELS_FIRST = 0;
  private static final int FILTERS_FIRST = 1;

  private final Layer.Convolution layer;
  private final Slots weight;
  private final Optional<Slots> bias;
  private INDArray input;
  private INDArray kernel;
  private Arithmetic arithmetic = Arithmetic.FP32;

  ConvolutionNode(Layer.Convolution layer, Graph graph) {
    this.layer = layer;
    this.weight = graph.slots(layer.name() + ".weight");
    this.bias = layer.bias() ? Optional.of(graph.slots(layer.name() + ".bias")) : Optional.empty();
  }

  @Override
  public INDArray forward(INDArray image, Pass pass) {
    arithmetic = pass.arithmetic();
    input = arithmetic.operand(image);
    kernel = arithmetic.operand(weight.value());
    var output = arithmetic.result(convolve());
    if (bias.isEmpty()) {
      return output;
    }
    var shifted = Native.emptyLike(output);
    Nd4j.getExecutioner()
        .exec(
            new org.nd4j.linalg.api.ops.impl.broadcast.BroadcastAddOp(
                output, bias.get().value(), shifted, 1));
    return shifted;
  }

  private INDArray convolve() {
    long height = (input.size(2) + layer.stride() - 1) / layer.stride();
    long width = (input.size(3) + layer.stride() - 1) / layer.stride();
    List<INDArray> parts = new ArrayList<>();
    for (int group = 0; group < layer.groups(); group++) {
      var part =
          Native.empty(input, input.size(0), layer.filters() / layer.groups(), height, width);
      Native.run(
          "conv2d",
          new INDArray[] {channels(input, group), filters(kernel, group)},
          new INDArray[] {part},
          arguments());
      parts.add(part);
    }
    return joined(parts);
  }

  @Override
  public INDArray backward(INDArray gradient, boolean inputToo) {
    if (trains() && bias.isPresent()) {
      bias.get().gradient().assign(gradient.sum(Native.othersThanChannels(gradient)));
    }
    var errors = arithmetic.operand(gradient);
    List<INDArray> parts = new ArrayList<>();
    for (int group = 0; group < layer.groups(); group++) {
      var image = channels(input, group);
      var filters = filters(kernel, group);
      var part = Native.emptyLike(image);
      var change = Native.emptyLike(filters);
      Native.run(
          "conv2d_bp",
          new INDArray[] {image, filters, channels(errors, group)},
          new INDArray[] {part, change},
          arguments());
      if (trains()) {
        filters(weight.gradient(), group).assign(arithmetic.result(change));
      }
      parts.add(part);
    }
    return inputToo ? arithmetic.result(joined(parts)) : gradient;
  }

  private int[] arguments() {
    int kernelSize = layer.kernel();
    int stride = layer.stride();
    int same = 1; // padded so that stride 1 keeps the size
    return new int[] {
      kernelSize, kernelSize, stride, stride, 0, 0, 1, 1, same, CHANNELS_FIRST, FILTERS_FIRST
    };
  }

  /** One group's channels of an image. */
  private INDArray channels(INDArray image, int group) {
    if (layer.groups() == 1) {
      return image;
    }
    var all = NDArrayIndex.all();
    return image.get(all, part(image.size(1), group), all, all).dup('c');
  }

  private INDArray filters(INDArray weights, int group) {
    return layer.groups() == 1 ? weights : weights.get(part(weights.size(0), group));
  }

  private org.nd4j.linalg.indexing.INDArrayIndex part(long count, int group) {
    long size = count / layer.groups();
    return NDArrayIndex.interval(group * size, (group + 1) * size);
  }

  private static INDArray joined(List<INDArray> parts) {
    return parts.size() == 1 ? parts.get(0) : Nd4j.concat(1, parts.toArray(INDArray[]::new));
  }

  @Override
  public boolean trains() {
    return weight.trains();
  }
}
