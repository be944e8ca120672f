package dev.tuner.runner.dl4j;

import org.nd4j.linalg.api.ndarray.INDArray;

/** Shapes in which dimension 1 is that of the channels. */
final class Rows {

  private Rows() {}

  /** Images and vectors as they are; of sequences, every item a row of its own. */
  static INDArray of(INDArray array) {
    return array.rank() == 3
        ? array.reshape('c', array.size(0) * array.size(1), array.size(2))
        : array;
  }
}
