package dev.tuner.runner.dl4j;

import dev.tuner.runner.training.network.ImageLayer;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** {@link ImageLayer.Convolution}. */
final class ConvolutionNode implements Node {

  private static final int CHANNELS_FIRST = 0;
  private static final int FILTERS_FIRST = 1;

  private final ImageLayer.Convolution layer;
  private final Slots weight;
  private final Optional<Slots> bias;
  private INDArray input;
  private INDArray kernel;
  private Arithmetic arithmetic = Arithmetic.FP32;

  ConvolutionNode(ImageLayer.Convolution layer, Graph graph) {
    this.layer = layer;
    this.weight = graph.slots(layer.name() + ".weight");
    this.bias = layer.bias() ? Optional.of(graph.slots(layer.name() + ".bias")) : Optional.empty();
  }

  @Override
  public INDArray forward(INDArray image, Pass pass) {
    arithmetic = pass.arithmetic();
    input = arithmetic.operand(image);
    kernel = arithmetic.operand(whole(weight.value()));
    return arithmetic.result(convolve());
  }

  private INDArray convolve() {
    long height = (input.size(2) + layer.stride() - 1) / layer.stride();
    long width = (input.size(3) + layer.stride() - 1) / layer.stride();
    var output = Native.empty(input, input.size(0), layer.filters(), height, width);
    var operands =
        bias.isPresent()
            ? new INDArray[] {input, kernel, arithmetic.operand(bias.get().value())}
            : new INDArray[] {input, kernel};
    Native.run("conv2d", operands, new INDArray[] {output}, arguments());
    return output;
  }

  @Override
  public INDArray backward(INDArray gradient, boolean inputToo) {
    if (trains() && bias.isPresent()) {
      bias.get().gradient().assign(gradient.sum(Native.othersThanChannels(gradient)));
    }
    var errors = arithmetic.operand(gradient);
    var result = Native.emptyLike(input);
    var change = Native.emptyLike(kernel);
    Native.run(
        "conv2d_bp",
        new INDArray[] {input, kernel, errors},
        new INDArray[] {result, change},
        arguments());
    if (trains()) {
      weight.gradient().assign(ownOf(arithmetic.result(change)));
    }
    return inputToo ? arithmetic.result(result) : gradient;
  }

  private int[] arguments() {
    int kernelSize = layer.kernel();
    int stride = layer.stride();
    int same = 1; // padded so that stride 1 keeps the size
    return new int[] {
      kernelSize, kernelSize, stride, stride, 0, 0, 1, 1, same, CHANNELS_FIRST, FILTERS_FIRST
    };
  }

  /** The weights with a zero wherever a filter does not see a channel: one large product. */
  private INDArray whole(INDArray own) {
    if (layer.groups() == 1) {
      return own;
    }
    float[] whole = layer.overAllChannels(Host.read(own));
    return Nd4j.createFromArray(whole)
        .reshape('c', own.size(0), own.size(1) * layer.groups(), own.size(2), own.size(3));
  }

  private INDArray ownOf(INDArray whole) {
    if (layer.groups() == 1) {
      return whole;
    }
    float[] values = Host.read(whole);
    var own = new float[values.length / layer.groups()];
    int seen = own.length / layer.filters();
    for (int filter = 0; filter < layer.filters(); filter++) {
      System.arraycopy(values, layer.start(filter, seen), own, filter * seen, seen);
    }
    return Nd4j.createFromArray(own).reshape('c', weight.value().shape());
  }

  @Override
  public boolean trains() {
    return weight.trains();
  }
}
