package dev.tuner.wire;

import java.util.List;

/** Trials that a caller gives to a study at once: all are taken in, or none. */
public record GivenTrials(List<GivenTrial> trials) {

  /**
   * @param imported how many were finished elsewhere
   * @param enqueued how many run next
   * @param trials in the order in which they were given
   */
  public record Reply(int imported, int enqueued, List<Taken> trials) {}

  /** A trial of the study that was given. */
  public record Taken(String id, int number) {}
}
