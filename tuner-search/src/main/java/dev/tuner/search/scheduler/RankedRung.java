package dev.tuner.search.scheduler;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** One rung in memory: the log of arrivals in flat arrays, and a counted tree over it. */
final class RankedRung implements Rung {
  private static final byte WAITING = 0;
  private static final byte PROMOTED = 1;
  private static final byte WITHDRAWN = 2;
  private static final byte ENDED = 3;
  private static final int ABSENT = -1;

  private final int bracket;
  private final long level;
  private final TrialIndex arrivalOf = new TrialIndex();
  private RankNode root = new RankLeaf();
  private int[] trials = new int[16];
  private double[] losses = new double[16];
  private byte[] states = new byte[16];
  private List<List<Double>> several;
  private Fronts fronts;
  private int size;
  private int promoted;
  private int notes;

  RankedRung(int bracket, long level) {
    this.bracket = bracket;
    this.level = level;
  }

  void add(RungEntry entry) {
    if (entry.fate() == RungEntry.Fate.NOTE) {
      notes++;
      return;
    }
    if (contains(entry.trial())) {
      throw new IllegalStateException(
          "trial %d is already in the rung at step %d of bracket %d"
              .formatted(entry.trial(), level, bracket));
    }
    if (size == trials.length) {
      int larger = size + (size >> 1);
      trials = Arrays.copyOf(trials, larger);
      losses = Arrays.copyOf(losses, larger);
      states = Arrays.copyOf(states, larger);
    }
    trials[size] = entry.trial();
    losses[size] = entry.loss() + 0.0; // -0.0 and 0.0 are a tie
    states[size] =
        switch (entry.fate()) {
          case GOES_ON -> PROMOTED;
          case WAITS -> WAITING;
          case ENDS -> ENDED;
          case NOTE -> throw new IllegalStateException("a note is no arrival");
        };
    promoted += states[size] == PROMOTED ? 1 : 0;
    keepLosses(entry.losses());
    fronts = null;
    arrivalOf.put(entry.trial(), size);
    RankNode right = root.insert(losses[size], size, mayWait(size));
    root = right == null ? root : RankBranch.over(root, right);
    size++;
  }

  /** Studies with one metric, which are most, need no room for more. */
  private void keepLosses(List<Double> ofSeveral) {
    if (several == null && !ofSeveral.isEmpty()) {
      several = new ArrayList<>(Collections.nCopies(size, List.of()));
    }
    if (several != null) {
      several.add(ofSeveral);
    }
  }

  void promote(int trial) {
    int arrival = arrivalOf.get(trial);
    if (arrival == ABSENT || states[arrival] != WAITING) {
      throw new IllegalStateException(
          "trial %d does not wait in the rung at step %d of bracket %d"
              .formatted(trial, level, bracket));
    }
    become(arrival, PROMOTED);
    promoted++;
  }

  /** The rung without one trial. */
  RankedRung without(int trial) {
    RankedRung rest = new RankedRung(bracket, level);
    for (int i = 0; i < size; i++) {
      if (trials[i] != trial) {
        rest.add(entry(i));
        rest.withdrawIf(trials[i], states[i] == WITHDRAWN);
      }
    }
    return rest;
  }

  private void withdrawIf(int trial, boolean withdrawn) {
    if (withdrawn) {
      become(arrivalOf.get(trial), WITHDRAWN);
    }
  }

  /** Takes a waiting trial out of the candidates, or puts it back; others stay as they are. */
  void withdraw(int trial, boolean away) {
    int arrival = arrivalOf.get(trial);
    if (arrival != ABSENT && states[arrival] == (away ? WAITING : WITHDRAWN)) {
      become(arrival, away ? WITHDRAWN : WAITING);
    }
  }

  private void become(int arrival, byte state) {
    states[arrival] = state;
    fronts = null;
    root.setWaiting(losses[arrival], arrival, mayWait(arrival));
  }

  /** A config that is not even finite is never worth another step. */
  private boolean mayWait(int arrival) {
    return states[arrival] == WAITING && losses[arrival] < Double.POSITIVE_INFINITY;
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public boolean contains(int trial) {
    return arrivalOf.get(trial) != ABSENT;
  }

  @Override
  public OptionalInt rank(int trial) {
    int arrival = arrivalOf.get(trial);
    return arrival == ABSENT ? OptionalInt.empty() : OptionalInt.of(rankOf(arrival));
  }

  private int rankOf(int arrival) {
    return root.countBefore(losses[arrival], arrival) + 1;
  }

  @Override
  public OptionalDouble loss(int trial) {
    int arrival = arrivalOf.get(trial);
    return arrival == ABSENT ? OptionalDouble.empty() : OptionalDouble.of(losses[arrival]);
  }

  @Override
  public int rankIfAdded(double loss) {
    return root.countBefore(loss, Integer.MAX_VALUE) + 1;
  }

  @Override
  public double lossAtRank(int rank) {
    return losses[arrivalAtRank(rank)];
  }

  @Override
  public int trialAtRank(int rank) {
    return trials[arrivalAtRank(rank)];
  }

  private int arrivalAtRank(int rank) {
    if (rank < 1 || rank > size) {
      throw new IndexOutOfBoundsException("rank must be from 1 to " + size + " but was " + rank);
    }
    return root.select(rank - 1);
  }

  @Override
  public Optional<Candidate> bestWaiting() {
    if (root.waiting() == 0) {
      return Optional.empty();
    }
    int arrival = root.firstWaiting();
    return Optional.of(new Candidate(trials[arrival], rankOf(arrival), losses[arrival]));
  }

  @Override
  public Fronts fronts() {
    if (fronts == null) {
      fronts = Fronts.of(entries());
    }
    return fronts;
  }

  @Override
  public int promoted() {
    return promoted;
  }

  @Override
  public int waiting() {
    return root.waiting();
  }

  @Override
  public int notes() {
    return notes;
  }

  @Override
  public List<RungEntry> entries() {
    List<RungEntry> all = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      all.add(entry(i));
    }
    return all;
  }

  private RungEntry entry(int arrival) {
    return new RungEntry(
        bracket,
        level,
        trials[arrival],
        losses[arrival],
        several == null ? List.of() : several.get(arrival),
        fate(states[arrival]));
  }

  private static RungEntry.Fate fate(byte state) {
    return switch (state) {
      case PROMOTED -> RungEntry.Fate.GOES_ON;
      case WAITING -> RungEntry.Fate.WAITS;
      default -> RungEntry.Fate.ENDS;
    };
  }
}
