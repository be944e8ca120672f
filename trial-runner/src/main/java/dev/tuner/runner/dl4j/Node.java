package dev.tuner.runner.dl4j;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A layer at work. It keeps what its backward run needs of the last forward run; arrays given and
 * taken are row-major and never changed after.
 */
interface Node {

  /** The layer's output for these examples. */
  INDArray forward(INDArray input, Pass pass);

  /**
   * Writes the gradient by the layer's parameters, for the last forward run.
   *
   * @param gradient by the layer's output
   * @param inputToo whether the gradient by the input is wanted
   * @return the gradient by the input; if it is not wanted, anything
   */
  INDArray backward(INDArray gradient, boolean inputToo);

  /** Whether there is anything to train in it. */
  default boolean trains() {
    return false;
  }
}
