package dev.tuner.runner.dl4j;

import java.util.Optional;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.Conv2DConfig;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.PaddingMode;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.Pooling2DConfig;

/**
 * Builds layers into a graph. Products are cast as {@code autocast} says; all else is fp32.
 *
 * @param masks where dropout layers get their masks; empty for inference
 */
record Layers(
    SameDiff graph, Parameters parameters, Autocast autocast, Optional<DropoutMasks> masks) {

  /** A fully connected layer; weights drawn with the variance that keeps ReLU networks stable. */
  SDVariable dense(String name, SDVariable input, int inputs, int outputs) {
    var weights = parameters.weights(name + ".weight", Math.sqrt(6.0 / inputs), inputs, outputs);
    var product = autocast.operand(input).mmul(autocast.operand(weights));
    return autocast.result(product).add(parameters.biases(name + ".bias", 1, outputs));
  }

  /** A convolution that keeps height and width. */
  SDVariable convolution(String name, SDVariable input, int inputs, int filters, int kernel) {
    double bound = Math.sqrt(6.0 / (inputs * kernel * kernel));
    var weights = parameters.weights(name + ".weight", bound, kernel, kernel, inputs, filters);
    var config = Conv2DConfig.builder().kH(kernel).kW(kernel).paddingMode(PaddingMode.SAME).build();
    var product = graph.cnn().conv2d(autocast.operand(input), autocast.operand(weights), config);
    return autocast.result(product).add(parameters.biases(name + ".bias", 1, filters, 1, 1));
  }

  /** The largest of each 2×2 square; an odd last row or column is dropped. */
  SDVariable halve(SDVariable input) {
    var config =
        Pooling2DConfig.builder().kH(2).kW(2).sH(2).sW(2).paddingMode(PaddingMode.VALID).build();
    return graph.cnn().maxPooling2d(input, config);
  }

  SDVariable relu(SDVariable input) {
    return graph.nn().relu(input, 0);
  }

  /** Inverted dropout: what is kept grows by 1 / (1 - rate), so that inference needs no change. */
  SDVariable dropout(SDVariable input, int width, double rate) {
    if (rate == 0 || masks.isEmpty()) {
      return input;
    }
    return input.mul(masks.get().placeHolder(graph, width, rate));
  }
}
