package dev.tuner.runner.training;

import java.util.Optional;

/**
 * Sums the scaled gradients of the micro-batches of one optimizer step, in fp32. Each micro-batch
 * counts by its share of the examples, so that the sum is the gradient of one big batch, also when
 * the last micro-batch is short.
 *
 * <p>Batch normalisation normalises each micro-batch by itself, so there the sum is that of ghost
 * batches of the micro-batch's size; the statistics of all are averaged, by examples.
 */
public final class GradientAccumulator {

  private final Gradient sum;
  private Optional<Gradient> latest = Optional.empty(); // only where there are several
  private boolean empty = true;

  public GradientAccumulator(Engine engine) {
    sum = Gradient.of(engine);
  }

  /** Forgets the last step's gradients: the next one overwrites them. */
  public void clear() {
    empty = true;
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
    double factor = scale * share;
    if (empty) {
      double loss = engine.gradient(batch, factor, noiseSeed, sum);
      sum.weigh(share);
      empty = false;
      return loss * share;
    }
    var summand = latest.orElseGet(() -> Gradient.of(engine));
    latest = Optional.of(summand);
    double loss = engine.gradient(batch, factor, noiseSeed, summand);
    sum.add(summand, share);
    return loss * share;
  }

  /** The live flat gradient, still scaled: to be used up in place. */
  public float[] gradient() {
    return sum.values();
  }

  /** What batch normalisation saw, averaged over the step's examples. */
  public float[] statistics() {
    return sum.statistics();
  }
}
