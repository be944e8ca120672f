package dev.tuner.scheduler.lease;

import dev.tuner.scheduler.study.Needs;
import java.util.UUID;

/**
 * A study whose trials workers train, and that may have something to run.
 *
 * @param needs of one of its trials
 * @param rank among studies
 * @param running trials that run now
 * @param room how many more it may run at once
 * @param version changes with everything that could change the answer
 */
public record Candidate(UUID id, Needs needs, Rank rank, int running, int room, long version) {

  /**
   * What it goes by when studies compete for workers.
   *
   * @param name of the study
   * @param priority a higher one goes first
   * @param weight studies of the same priority share the workers in proportion to it
   * @param order of their creation
   * @param sure whether it has something to run for certain: not only trials that may be promoted
   */
  public record Rank(String name, int priority, double weight, int order, boolean sure) {}

  Candidate withMore(int trials) {
    return new Candidate(id, needs, rank, running + trials, room - trials, version);
  }
}
