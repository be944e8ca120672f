package dev.tuner.runner.training.recipe;

import dev.tuner.runner.data.DataView;
import dev.tuner.runner.training.Batch;
import dev.tuner.runner.training.Engine;
import dev.tuner.runner.training.OutOfDeviceMemoryException;
import java.util.stream.IntStream;

/**
 * Runs a network forward over examples in their order. Begins with a large batch, and halves it for
 * good when the device's memory does not hold it.
 */
final class ForwardPasses {

  private int batchSize;

  /**
   * @param batchSize examples per forward pass to begin with; has no influence on the outputs
   */
  ForwardPasses(int batchSize) {
    this.batchSize = batchSize;
  }

  /** Hears of each batch and its raw outputs. */
  @FunctionalInterface
  interface Outputs {
    void of(Batch batch, float[] outputs);
  }

  /**
   * Visits each example once.
   *
   * @throws OutOfDeviceMemoryException if not even one example fits
   */
  void over(DataView examples, Engine engine, Outputs outputs) {
    int[] order = IntStream.range(0, examples.count()).toArray();
    int from = 0;
    while (from < order.length) {
      int to = Math.min(order.length, from + batchSize);
      var batch = examples.batch(order, from, to);
      try {
        outputs.of(batch, engine.predict(batch));
        from = to;
      } catch (OutOfDeviceMemoryException e) {
        if (batchSize == 1) {
          throw e;
        }
        batchSize = (batchSize + 1) / 2;
      }
    }
  }
}
