package dev.tuner.search.scheduler;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * All rungs of a study in memory. Rebuilt at any time by adding the study's entries in their order
 * and then marking promotions and withdrawals. Adding, marking and every question take O(log n).
 * Not safe for use by several threads at once.
 */
public final class RungLedger implements Rungs {

  /** Names one rung. */
  public record Key(int bracket, long level) {}

  private final Map<Key, RankedRung> rungs = new HashMap<>();

  @Override
  public Rung rung(int bracket, long level) {
    Rung rung = rungs.get(new Key(bracket, level));
    return rung == null ? Rung.empty() : rung;
  }

  /** The rungs where anybody arrived, by bracket, then level. */
  public List<Key> keys() {
    return rungs.keySet().stream()
        .sorted(Comparator.comparingInt(Key::bracket).thenComparingLong(Key::level))
        .toList();
  }

  /**
   * Appends an entry.
   *
   * @throws IllegalStateException if the trial is in that rung already
   */
  public void add(RungEntry entry) {
    rungs
        .computeIfAbsent(
            new Key(entry.bracket(), entry.level()),
            key -> new RankedRung(key.bracket(), key.level()))
        .add(entry);
  }

  /** Appends entries in their order. */
  public void addAll(List<RungEntry> entries) {
    entries.forEach(this::add);
  }

  /**
   * The trial goes on from the rung and waits there no more.
   *
   * @throws IllegalStateException if the trial is not in that rung, or went on before
   */
  public void promoted(int bracket, long level, int trial) {
    RankedRung rung = rungs.get(new Key(bracket, level));
    if (rung == null) {
      throw new IllegalStateException(
          "nobody is in the rung at step %d of bracket %d".formatted(level, bracket));
    }
    rung.promote(trial);
  }

  /** A paused trial may not be promoted any more: it was cancelled, held or failed. */
  public void withdraw(int trial) {
    rungs.values().forEach(rung -> rung.withdraw(trial, true));
  }

  /** Undoes {@link #withdraw}. */
  public void restore(int trial) {
    rungs.values().forEach(rung -> rung.withdraw(trial, false));
  }
}
