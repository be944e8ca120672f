package dev.tuner.runner.dl4j;

import dev.tuner.runner.training.network.Layer;
import org.nd4j.linalg.api.ndarray.INDArray;

/** {@link Layer.Dense}. */
final class DenseNode implements Node {

  private final Slots weight;
  private final Slots bias;
  private INDArray input;
  private INDArray kernel;
  private Arithmetic arithmetic = Arithmetic.FP32;

  DenseNode(Layer.Dense layer, Graph graph) {
    weight = graph.slots(layer.name() + ".weight");
    bias = graph.slots(layer.name() + ".bias");
  }

  @Override
  public INDArray forward(INDArray features, Pass pass) {
    arithmetic = pass.arithmetic();
    long columns = features.size(features.rank() - 1);
    input = arithmetic.operand(features.reshape('c', features.length() / columns, columns));
    kernel = arithmetic.operand(weight.value());
    var output = arithmetic.result(Native.product(input, false, kernel, false));
    output.addiRowVector(bias.value());
    return features.rank() == 3
        ? output.reshape('c', features.size(0), features.size(1), output.size(1))
        : output;
  }

  @Override
  public INDArray backward(INDArray gradient, boolean inputToo) {
    long columns = gradient.size(gradient.rank() - 1);
    var errors = gradient.reshape('c', gradient.length() / columns, columns);
    var operand = arithmetic.operand(errors);
    if (trains()) {
      bias.gradient().assign(errors.sum(0));
      weight.gradient().assign(arithmetic.result(Native.product(input, true, operand, false)));
    }
    if (!inputToo) {
      return gradient;
    }
    var result = arithmetic.result(Native.product(operand, false, kernel, true));
    return gradient.rank() == 3
        ? result.reshape('c', gradient.size(0), gradient.size(1), result.size(1))
        : result;
  }

  @Override
  public boolean trains() {
    return weight.trains();
  }
}
