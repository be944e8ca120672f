package dev.tuner.runner.training;

import java.util.Arrays;

/**
 * What a micro-batch, or all of an optimizer step together, says about the parameters.
 *
 * @param values one a parameter
 * @param statistics what batch normalisation saw, one a running statistic; not scaled
 */
@SuppressWarnings("ArrayRecordComponent") // live buffers; never compared
public record Gradient(float[] values, float[] statistics) {

  /** Zeros for this engine's network. */
  public static Gradient of(Engine engine) {
    var network = engine.network();
    return new Gradient(
        new float[network.parameters().length()], new float[network.statistics().length()]);
  }

  /** Back to zeros. */
  public void clear() {
    Arrays.fill(values, 0);
    Arrays.fill(statistics, 0);
  }

  /**
   * Turns what an engine wrote into the first summand.
   *
   * @param share how much its statistics count; its values stay as they are
   */
  void weigh(double share) {
    float factor = (float) share;
    for (int i = 0; i < statistics.length; i++) {
      statistics[i] *= factor;
    }
  }

  /**
   * Adds another one.
   *
   * @param share how much its statistics count; its values are taken as they are
   */
  public void add(Gradient other, double share) {
    for (int i = 0; i < values.length; i++) {
      values[i] += other.values[i];
    }
    float factor = (float) share;
    for (int i = 0; i < statistics.length; i++) {
      statistics[i] += factor * other.statistics[i];
    }
  }
}
