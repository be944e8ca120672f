package dev.tuner.scheduler.replay;

import java.util.List;

/**
 * What a scheduler makes of the trials of a study.
 *
 * @param steps trained in all
 * @param seconds run in all, over all trials
 * @param bestTrial its number; -1 when no value was finite
 * @param bestLoss infinite when no value was finite
 * @param unknown how many trials would have gone on where their curve ends
 * @param tooShort the first of them
 */
public record Outcome(
    long steps,
    double seconds,
    int bestTrial,
    double bestLoss,
    int unknown,
    List<TooShort> tooShort) {

  /** A trial whose curve is too short to know, and its last step. */
  public record TooShort(int trial, long step) {}
}
