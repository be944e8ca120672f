package dev.tuner.search.scheduler;

import java.util.Optional;
import java.util.function.BooleanSupplier;

/** The part in which the two variants of asynchronous successive halving differ. */
interface AshaRule {

  /** Which trials are good enough. */
  Cut cut();

  /** How the trials of a rung are ranked. */
  RungOrder order();

  /**
   * Decides about an arrival with a finite loss.
   *
   * @param workAbove whether a trial paused in a higher rung would be promoted before this one
   */
  Decision decide(Arrival arrival, BooleanSupplier workAbove);

  /** The trial that may be promoted from a rung, if any. */
  Optional<Promotion> promotion(int bracket, Ladder ladder, int rung, Rungs rungs);
}
