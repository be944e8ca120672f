package dev.tuner.runner.training;

import java.util.Arrays;

/**
 * Sums the scaled gradients of the micro-batches of one optimizer step, in fp32. Each micro-batch
 * counts by its share of the examples, so that the sum is the gradient of one big batch, also when
 * the last micro-batch is short.
 */
public final class GradientAccumulator {

  private final float[] sum;
  private final float[] latest;

  public GradientAccumulator(int length) {
    sum = new float[length];
    latest = new float[length];
  }

  /** Forgets the last step's gradients. */
  public void clear() {
    Arrays.fill(sum, 0);
  }

  /**
   * Adds one micro-batch of a step with {@code stepExamples} examples in all.
   *
   * @param scale the loss scale
   * @param noiseSeed decides the engine's randomness for this micro-batch
   * @return the micro-batch's share of the step's mean loss, unscaled
   */
  public double add(Engine engine, Batch batch, int stepExamples, double scale, long noiseSeed) {
    double share = (double) batch.size() / stepExamples;
    double loss = engine.gradient(batch, scale * share, noiseSeed, latest);
    for (int i = 0; i < sum.length; i++) {
      sum[i] += latest[i];
    }
    return loss * share;
  }

  /**
   * Takes the loss scale out again.
   *
   * @return the gradient's Euclidean norm; not finite exactly if some gradient is not
   */
  public double unscale(double scale) {
    float inverse = (float) (1 / scale); // exact: scales are powers of two
    double squares = 0; // a double holds the sum of any fp32 squares without overflow
    for (int i = 0; i < sum.length; i++) {
      float value = sum[i] * inverse;
      sum[i] = value;
      squares += (double) value * value;
    }
    return Math.sqrt(squares);
  }

  /** The live flat gradient: to be clipped, decayed and used in place. */
  public float[] gradient() {
    return sum;
  }
}
