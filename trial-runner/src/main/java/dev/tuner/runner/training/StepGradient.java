package dev.tuner.runner.training;

import java.io.IOException;

/**
 * The gradient of one optimizer step at a time, summed over micro-batches. When a micro-batch does
 * not fit into the device's memory, the step begins anew with micro-batches of half the size, and
 * so do all later ones: the effective batch stays the same.
 */
final class StepGradient {

  private final Engine engine;
  private final TrainingData data;
  private final RandomStreams random;
  private final GradientAccumulator gradients;
  private int microBatch;

  StepGradient(Engine engine, TrainingData data, RandomStreams random, int microBatch) {
    this.engine = engine;
    this.data = data;
    this.random = random;
    this.gradients = new GradientAccumulator(engine);
    this.microBatch = microBatch;
  }

  /** Examples that go through the network together now. */
  int microBatch() {
    return microBatch;
  }

  /** Continues with this size. */
  void microBatch(int size) {
    microBatch = size;
  }

  /** The live flat gradient of the last step, still scaled. */
  float[] values() {
    return gradients.gradient();
  }

  /** What batch normalisation saw in the last step. */
  float[] statistics() {
    return gradients.statistics();
  }

  /**
   * Computes the gradient of the next examples.
   *
   * @return the mean loss
   * @throws OutOfDeviceMemoryException if not even a single example fits
   */
  double compute(DataPosition begin, int examples, double scale)
      throws IOException, InterruptedException {
    while (true) {
      try {
        return attempt(begin, examples, scale);
      } catch (OutOfDeviceMemoryException e) {
        if (microBatch == 1) {
          throw e;
        }
        microBatch = (microBatch + 1) / 2;
        System.out.printf(
            "%s; micro-batches of %d from here on, the effective batch stays%n",
            e.getMessage(), microBatch);
      }
    }
  }

  private double attempt(DataPosition begin, int examples, double scale)
      throws IOException, InterruptedException {
    int end = begin.offset() + examples;
    double loss = 0;
    gradients.clear();
    for (int from = begin.offset(); from < end; from += microBatch) {
      var batch = data.batch(begin.epoch(), from, Math.min(end, from + microBatch));
      loss += gradients.add(engine, batch, examples, scale, noiseSeed(begin.epoch(), from));
    }
    return loss;
  }

  private long noiseSeed(long epoch, int offset) {
    return random.seedOf(RandomStreams.Purpose.NOISE, epoch * data.count() + offset);
  }
}
