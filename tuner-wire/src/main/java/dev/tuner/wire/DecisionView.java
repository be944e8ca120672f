package dev.tuner.wire;

import java.time.Instant;

/**
 * One decision about a trial.
 *
 * @param kind {@code CONTINUE}, {@code STOP}, {@code PAUSE} or {@code PROMOTE}
 * @param step the step at which it was taken
 * @param milestone the rung it belongs to; absent for decisions outside of rungs
 * @param rungSize how many trials the rung held, this one included
 * @param rank the trial's rank among them, 1 is best
 * @param cutoff the loss that would just have gone on; absent when the rung had none
 * @param reason the decision in words, such as "rank 14 of 40 at step 27; 13 go on"
 */
public record DecisionView(
    String kind,
    long step,
    Long milestone,
    Integer rungSize,
    Integer rank,
    Double cutoff,
    String reason,
    Instant decidedAt) {}
