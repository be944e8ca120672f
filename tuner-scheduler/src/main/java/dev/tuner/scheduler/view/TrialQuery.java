package dev.tuner.scheduler.view;

import dev.tuner.scheduler.trial.TrialState;
import java.util.Set;

/**
 * Which page of a leaderboard.
 *
 * @param states only these; empty: all
 * @param order by what the trials are sorted
 * @param after the token of the page before; null for the first page
 * @param size rows on the page, 1..1000
 */
public record TrialQuery(Set<TrialState> states, TrialOrder order, String after, int size) {}
