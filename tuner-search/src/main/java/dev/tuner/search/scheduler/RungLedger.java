package dev.tuner.search.scheduler;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * All rungs of a study in memory. Rebuilt at any time by adding the study's entries in their order
 * and then marking promotions and withdrawals. Adding, marking and every question take O(log n).
 * Not safe for use by several threads at once.
 */
public final class RungLedger implements Rungs {

  /** Names one rung. */
  public record Key(int bracket, long level) {}

  private final NavigableMap<Integer, NavigableMap<Long, RankedRung>> brackets = new TreeMap<>();
  private final OpenBrackets open = new OpenBrackets();

  @Override
  public Rung rung(int bracket, long level) {
    Rung rung = levels(bracket).get(level);
    return rung == null ? Rung.empty() : rung;
  }

  @Override
  public Iterator<Integer> open(Object question) {
    return open.of(question, brackets.keySet()).iterator();
  }

  @Override
  public OptionalLong lastLevel(int bracket, int trial, long step) {
    return levels(bracket).headMap(step, true).descendingMap().entrySet().stream()
        .filter(rung -> rung.getValue().contains(trial))
        .mapToLong(Map.Entry::getKey)
        .findFirst();
  }

  private NavigableMap<Long, RankedRung> levels(int bracket) {
    return brackets.getOrDefault(bracket, Collections.emptyNavigableMap());
  }

  /** The rungs where anybody arrived, by bracket, then level. */
  public List<Key> keys() {
    List<Key> keys = new ArrayList<>();
    brackets.forEach(
        (bracket, levels) -> levels.keySet().forEach(level -> keys.add(new Key(bracket, level))));
    return keys;
  }

  /**
   * Appends an entry.
   *
   * @throws IllegalStateException if the trial is in that rung already
   */
  public void add(RungEntry entry) {
    open.changed(entry.bracket());
    brackets
        .computeIfAbsent(entry.bracket(), bracket -> new TreeMap<>())
        .computeIfAbsent(entry.level(), level -> new RankedRung(entry.bracket(), level))
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
    RankedRung rung = levels(bracket).get(level);
    if (rung == null) {
      throw new IllegalStateException(
          "nobody is in the rung at step %d of bracket %d".formatted(level, bracket));
    }
    rung.promote(trial);
    open.changed(bracket);
  }

  /**
   * Takes a trial out of a rung as if it had never been there, in O(n): it failed, was counted as
   * worst, and is tried again.
   */
  public void remove(int bracket, long level, int trial) {
    var levels = brackets.get(bracket);
    if (levels != null) {
      levels.computeIfPresent(level, (key, rung) -> rung.without(trial));
      open.changed(bracket);
    }
  }

  /** A paused trial may not be promoted any more: it was cancelled, held or failed. */
  public void withdraw(int trial) {
    withdraw(trial, true);
  }

  /** Undoes {@link #withdraw}. */
  public void restore(int trial) {
    withdraw(trial, false);
  }

  private void withdraw(int trial, boolean away) {
    brackets.forEach(
        (bracket, levels) -> {
          for (RankedRung rung : levels.values()) {
            if (rung.contains(trial)) {
              rung.withdraw(trial, away);
              open.changed(bracket);
            }
          }
        });
  }
}
