package dev.tuner.scheduler.replay;

import dev.tuner.search.scheduler.Decision;

/**
 * A place where the log, decided again, says something else.
 *
 * @param logged what was decided; null if nothing was
 * @param replayed what is decided now; null if nothing is
 */
public record Difference(long sequence, int trial, long step, Decision logged, Decision replayed) {}
