package dev.tuner.runner.training;

import java.util.random.RandomGenerator;

/**
 * A network on some device: turns parameters and a micro-batch into a gradient. All arithmetic
 * above this line is fp32 on the host and knows nothing of the engine. Not safe for threads.
 */
public interface Engine extends AutoCloseable {

  /** How the flat parameter vector is divided. */
  ParameterLayout layout();

  /** Freshly initialised parameters: a function of {@code random} alone. */
  float[] initialParameters(RandomGenerator random);

  /** Takes these fp32 parameters for all that follows; the array is read, not kept. */
  void useParameters(float[] parameters);

  /**
   * Runs one micro-batch forward and backward, in the precision the engine was made with, with
   * dropout.
   *
   * <p>The factor multiplies the loss before the backward pass, so that low-precision gradients
   * stay in range: the gradient is that of {@code factor × mean loss of the batch}, still scaled.
   *
   * @param noiseSeed decides all randomness (dropout) of this call
   * @param gradient where the flat fp32 gradient is written; not finite where the precision
   *     overflowed
   * @return the mean loss of the batch, without the factor
   */
  double gradient(Batch batch, double factor, long noiseSeed, float[] gradient);

  /** The raw outputs (logits), example after example: in fp32, without dropout. */
  float[] predict(Batch batch);

  /** Frees the device's memory. */
  @Override
  void close();
}
