package dev.tuner.runner.dl4j;

import dev.tuner.runner.training.network.Layer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.scalar.RectifiedLinear;
import org.nd4j.linalg.api.ops.impl.scalar.Step;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/** {@link Layer.Activation}. */
final class ActivationNode implements Node {

  private final Layer.Activation.Function function;
  private INDArray output;

  ActivationNode(Layer.Activation layer) {
    function = layer.function();
  }

  @Override
  public INDArray forward(INDArray input, Pass pass) {
    output =
        switch (function) {
          case RELU ->
              Nd4j.getExecutioner().exec(new RectifiedLinear(input, Native.emptyLike(input), 0.0));
          case TANH -> Transforms.tanh(input, true);
        };
    return output;
  }

  @Override
  public INDArray backward(INDArray gradient, boolean inputToo) {
    return switch (function) {
      // a fifth of the time of libnd4j's relu_bp
      case RELU ->
          Nd4j.getExecutioner().exec(new Step(output, Native.emptyLike(output))).muli(gradient);
      case TANH -> output.mul(output).rsubi(1).muli(gradient);
    };
  }
}
