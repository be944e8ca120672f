package dev.tuner.search.scheduler;

import java.util.List;

/**
 * What a scheduler answers to a report: the decision, and what must be appended to the rungs for it
 * to be true.
 *
 * @param entries in the order in which they must be appended; at most one for each rung
 */
public record Judgement(Decision decision, List<RungEntry> entries) {
  public Judgement {
    entries = List.copyOf(entries);
  }

  /** A decision that changes no rung. */
  public static Judgement of(Decision decision) {
    return new Judgement(decision, List.of());
  }
}
