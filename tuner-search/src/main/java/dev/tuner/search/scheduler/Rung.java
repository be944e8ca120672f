package dev.tuner.search.scheduler;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * A read-only view of the trials that were recorded at one milestone of one bracket.
 *
 * <p>Ranks count from 1 = smallest loss; among equal losses the earlier arrival ranks first. Every
 * question is answered in O(log n), except {@link #entries()}.
 */
public interface Rung {

  /** A rung where nobody has arrived yet. */
  static Rung empty() {
    return EmptyRung.INSTANCE;
  }

  /** How many trials were recorded here. */
  int size();

  boolean contains(int trial);

  /** The rank of a recorded trial; empty for others. */
  OptionalInt rank(int trial);

  /** The loss of a recorded trial; empty for others. */
  OptionalDouble loss(int trial);

  /** The rank that a new arrival with this loss would get. */
  int rankIfAdded(double loss);

  /**
   * The loss at a rank.
   *
   * @param rank 1..{@link #size()}
   */
  double lossAtRank(int rank);

  /**
   * The trial at a rank.
   *
   * @param rank 1..{@link #size()}
   */
  int trialAtRank(int rank);

  /** The best trial that is paused here and may be promoted; never one whose loss is infinite. */
  Optional<Candidate> bestWaiting();

  /** The trials ranked by all their losses, as they stand now. */
  Fronts fronts();

  /** How many trials went on from here, at once or by a promotion. */
  int promoted();

  /** How many trials are paused here and may be promoted. */
  int waiting();

  /** How many notes the scheduler keeps here; they are no arrivals. */
  int notes();

  /** Everybody who arrived, in the order of arrival. O(n). */
  List<RungEntry> entries();

  /** A paused trial and its rank among all trials of the rung. */
  record Candidate(int trial, int rank, double loss) {}
}
