package dev.tuner.search.searcher;

import dev.tuner.search.scheduler.RungEntry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A study's history in memory, kept up to date by appending. Not safe for use by several threads at
 * once.
 */
public final class HistoryLedger implements History {
  private static final Comparator<Key> HIGHEST_FIRST =
      Comparator.comparingLong(Key::level).reversed().thenComparingInt(Key::bracket);

  private final Map<Key, List<Observation>> rungs = new TreeMap<>(HIGHEST_FIRST);
  private final List<Observation> finished = new ArrayList<>();
  private final Map<Integer, Map<String, Object>> running = new LinkedHashMap<>();

  private record Key(int bracket, long level) {}

  /** A trial was recorded in a rung. */
  public void add(RungEntry entry, Map<String, Object> config) {
    rungs
        .computeIfAbsent(new Key(entry.bracket(), entry.level()), key -> new ArrayList<>())
        .add(new Observation(entry.trial(), config, entry.loss()));
  }

  /** A trial ended outside of any rung, or was imported. */
  public void finished(int trial, Map<String, Object> config, double loss) {
    finished.add(new Observation(trial, config, loss));
  }

  /** A trial runs from now on. */
  public void started(int trial, Map<String, Object> config) {
    running.put(trial, config);
  }

  /** A trial runs no more: it is paused or over. */
  public void ended(int trial) {
    running.remove(trial);
  }

  @Override
  public List<Observed> rungs() {
    return rungs.entrySet().stream()
        .map(
            rung ->
                new Observed(
                    rung.getKey().bracket(),
                    rung.getKey().level(),
                    Collections.unmodifiableList(rung.getValue())))
        .toList();
  }

  @Override
  public List<Observation> finished() {
    return Collections.unmodifiableList(finished);
  }

  @Override
  public Collection<Map<String, Object>> running() {
    return Collections.unmodifiableCollection(running.values());
  }
}
