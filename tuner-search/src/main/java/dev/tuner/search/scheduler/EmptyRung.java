package dev.tuner.search.scheduler;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** A rung where nobody has arrived yet. */
enum EmptyRung implements Rung {
  INSTANCE;

  @Override
  public int size() {
    return 0;
  }

  @Override
  public boolean contains(int trial) {
    return false;
  }

  @Override
  public OptionalInt rank(int trial) {
    return OptionalInt.empty();
  }

  @Override
  public OptionalDouble loss(int trial) {
    return OptionalDouble.empty();
  }

  @Override
  public int rankIfAdded(double loss) {
    return 1;
  }

  @Override
  public double lossAtRank(int rank) {
    throw new IndexOutOfBoundsException("rank " + rank + " in an empty rung");
  }

  @Override
  public int trialAtRank(int rank) {
    throw new IndexOutOfBoundsException("rank " + rank + " in an empty rung");
  }

  @Override
  public Optional<Candidate> bestWaiting() {
    return Optional.empty();
  }

  @Override
  public Fronts fronts() {
    return Fronts.of(List.of());
  }

  @Override
  public int promoted() {
    return 0;
  }

  @Override
  public int waiting() {
    return 0;
  }

  @Override
  public int notes() {
    return 0;
  }

  @Override
  public List<RungEntry> entries() {
    return List.of();
  }
}
