package dev.tuner.runner.dl4j;

import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Layers, each on the output of the one before. */
final class Chain implements Node {

  private final List<Node> nodes;
  private final int firstTrained;
  private Arithmetic arithmetic = Arithmetic.FP32;

  Chain(List<Node> nodes) {
    this.nodes = List.copyOf(nodes);
    int first = 0;
    while (first < nodes.size() && !nodes.get(first).trains()) {
      first++;
    }
    firstTrained = first;
  }

  @Override
  public INDArray forward(INDArray input, Pass pass) {
    arithmetic = pass.arithmetic();
    var value = input;
    for (var node : nodes) {
      value = arithmetic.passedOn(node.forward(value, pass));
    }
    return value;
  }

  @Override
  public INDArray backward(INDArray gradient, boolean inputToo) {
    var value = gradient;
    int last = inputToo ? 0 : firstTrained; // nothing before it needs a gradient
    for (int i = nodes.size() - 1; i >= last; i--) {
      value = arithmetic.passedOn(nodes.get(i).backward(value, inputToo || i > firstTrained));
    }
    return value;
  }

  @Override
  public boolean trains() {
    return firstTrained < nodes.size();
  }
}
