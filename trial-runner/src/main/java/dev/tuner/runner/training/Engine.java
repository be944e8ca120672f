package dev.tuner.runner.training;

import dev.tuner.runner.training.network.Network;
import dev.tuner.runner.training.network.Weights;

/**
 * A network on some device: turns parameters and a micro-batch into a gradient. All arithmetic
 * above this line is on the host, on flat fp32 vectors, and knows nothing of the engine. Not safe
 * for threads.
 */
public interface Engine extends AutoCloseable {

  /** What it runs; its layouts divide the flat vectors. */
  Network network();

  /** Takes these for all that follows; they are read, not kept. */
  void use(Weights weights);

  /**
   * Runs one micro-batch forward and backward, in the precision the engine was made with, with
   * dropout, normalising by the micro-batch's own statistics.
   *
   * <p>The factor multiplies the loss before the backward pass, so that low-precision gradients
   * stay in range: the gradient is that of {@code factor × loss of the batch}, still scaled.
   *
   * @param noiseSeed decides all randomness (dropout) of this call
   * @param gradient where the flat gradient is written, not finite where the precision overflowed,
   *     and the micro-batch's statistics
   * @return the loss of the batch, without the factor
   * @throws OutOfDeviceMemoryException if the micro-batch is too large for the device; a smaller
   *     one may be tried
   */
  double gradient(Batch batch, double factor, long noiseSeed, Gradient gradient);

  /**
   * The raw outputs (such as logits), example after example: in fp32, without dropout, normalising
   * by the running statistics.
   *
   * @throws OutOfDeviceMemoryException if the batch is too large for the device
   */
  float[] predict(Batch batch);

  /**
   * What a forward pass has room for.
   *
   * @param freeBytes what it may still take of the device's memory
   * @param usefulBatch a larger batch runs no faster
   */
  record Capacity(long freeBytes, int usefulBatch) {}

  /** How much fits at this moment, as far as is known. */
  default Capacity capacity() {
    return new Capacity(Long.MAX_VALUE, Integer.MAX_VALUE);
  }

  /** What it runs on, for people. */
  String device();

  /** Frees the device's memory. */
  @Override
  void close();
}
