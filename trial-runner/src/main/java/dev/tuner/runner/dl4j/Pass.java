package dev.tuner.runner.dl4j;

import java.util.SplittableRandom;

/**
 * One run through a network.
 *
 * @param training with dropout and the batch's own statistics, to be followed by a backward run
 * @param arithmetic how values are rounded
 * @param random all randomness of this run
 */
record Pass(boolean training, Arithmetic arithmetic, SplittableRandom random) {

  static Pass training(Arithmetic arithmetic, long noiseSeed) {
    return new Pass(true, arithmetic, new SplittableRandom(noiseSeed));
  }

  static Pass prediction() {
    return new Pass(false, Arithmetic.FP32, new SplittableRandom(0));
  }
}
