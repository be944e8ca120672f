package dev.tuner.runner.dl4j;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Layers that go two ways and join again. */
final class BranchNodes {

  private BranchNodes() {}

  /** {@link dev.tuner.runner.training.network.BranchingLayer.Residual}. */
  record Sum(Chain body, Chain shortcut) implements Node {

    @Override
    public INDArray forward(INDArray input, Pass pass) {
      return body.forward(input, pass).add(shortcut.forward(input, pass));
    }

    @Override
    public INDArray backward(INDArray gradient, boolean inputToo) {
      var left = body.backward(gradient, inputToo);
      var right = shortcut.backward(gradient, inputToo);
      return inputToo ? left.add(right) : gradient;
    }

    @Override
    public boolean trains() {
      return body.trains() || shortcut.trains();
    }
  }

  /** {@link dev.tuner.runner.training.network.BranchingLayer.Concatenation}. */
  static final class Joined implements Node {

    private final Chain body;
    private long before;

    Joined(Chain body) {
      this.body = body;
    }

    @Override
    public INDArray forward(INDArray input, Pass pass) {
      before = input.size(1);
      return Nd4j.concat(1, input, body.forward(input, pass));
    }

    @Override
    public INDArray backward(INDArray gradient, boolean inputToo) {
      var added = body.backward(channels(gradient, before, gradient.size(1)), inputToo);
      return inputToo ? channels(gradient, 0, before).addi(added) : gradient;
    }

    private static INDArray channels(INDArray image, long from, long to) {
      var all = NDArrayIndex.all();
      return image.get(all, NDArrayIndex.interval(from, to), all, all).dup('c');
    }

    @Override
    public boolean trains() {
      return body.trains();
    }
  }
}
