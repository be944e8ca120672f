package dev.tuner.runner.training.network;

/**
 * All that a network has learnt.
 *
 * @param parameters trained by gradients, fp32
 * @param statistics running means and variances of batch normalisation
 */
@SuppressWarnings("ArrayRecordComponent") // live vectors; never compared
public record Weights(float[] parameters, float[] statistics) {

  /** A copy that does not change with this. */
  public Weights copy() {
    return new Weights(parameters.clone(), statistics.clone());
  }

  /**
   * Overwrites these in place.
   *
   * @throws IllegalArgumentException if the others are of another network
   */
  public void set(Weights others) {
    if (others.parameters.length != parameters.length
        || others.statistics.length != statistics.length) {
      throw new IllegalArgumentException("the weights belong to another network");
    }
    System.arraycopy(others.parameters, 0, parameters, 0, parameters.length);
    System.arraycopy(others.statistics, 0, statistics, 0, statistics.length);
  }
}
