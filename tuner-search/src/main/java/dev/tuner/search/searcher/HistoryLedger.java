package dev.tuner.search.searcher;

import dev.tuner.search.definition.Json;
import dev.tuner.search.scheduler.RungEntry;
import dev.tuner.search.space.SearchSpace;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A study's history in memory, kept up to date by appending. Configs are kept as points of the unit
 * cube, once for each trial. Not safe for use by several threads at once.
 */
public final class HistoryLedger implements History {
  private static final Comparator<Key> HIGHEST_FIRST =
      Comparator.comparingLong(Key::level).reversed().thenComparingInt(Key::bracket);

  private final SearchSpace space;
  private final Map<Key, Results> rungs = new TreeMap<>(HIGHEST_FIRST);
  private final Results finished = new Results();
  private final Map<Integer, Observation> unheard = new LinkedHashMap<>();
  private final BitSet heard = new BitSet();
  private final Set<Long> tried = new HashSet<>();
  private double[][] points = new double[16][];

  private record Key(int bracket, long level) {}

  /**
   * @param space the study's space; every config must lie in it
   */
  public HistoryLedger(SearchSpace space) {
    this.space = space;
  }

  /** A trial runs from now on; the config is the same as before for one that goes on. */
  public void started(int trial, Map<String, Object> config) {
    Observation started = observation(trial, config, Double.POSITIVE_INFINITY, null);
    if (!heard.get(trial)) {
      unheard.put(trial, started);
    }
  }

  /** A trial was recorded in a rung; a scheduler's notes are no results. */
  public void add(RungEntry entry, Map<String, Object> config) {
    add(entry, config, null);
  }

  /**
   * {@link #add(RungEntry, Map)} where the study has several metrics.
   *
   * @param losses of all metrics; null where there is one
   */
  public void add(RungEntry entry, Map<String, Object> config, double[] losses) {
    if (!entry.isResult()) {
      return;
    }
    heard.set(entry.trial());
    unheard.remove(entry.trial());
    rungs
        .computeIfAbsent(new Key(entry.bracket(), entry.level()), key -> new Results())
        .add(observation(entry.trial(), config, entry.loss(), losses));
  }

  /** A trial ended by itself or was imported, and no rung holds its last loss. */
  public void finished(int trial, Map<String, Object> config, double loss) {
    finished(trial, config, loss, null);
  }

  /**
   * {@link #finished(int, Map, double)} where the study has several metrics.
   *
   * @param losses of all metrics; null where there is one
   */
  public void finished(int trial, Map<String, Object> config, double loss, double[] losses) {
    double worst = Double.isFinite(loss) ? loss : Double.POSITIVE_INFINITY;
    finished.add(observation(trial, config, worst, losses));
  }

  /** What is told of the trial from here on has another config: it took one over. */
  public void configChanged(int trial) {
    if (trial < points.length) {
      points[trial] = null;
    }
  }

  /** A trial runs no more: it is paused or over. */
  public void ended(int trial) {
    unheard.remove(trial);
  }

  private Observation observation(
      int trial, Map<String, Object> config, double loss, double[] losses) {
    if (trial >= points.length) {
      points = Arrays.copyOf(points, Math.max(trial + 1, points.length * 2));
    }
    if (points[trial] == null) {
      points[trial] = space.encode(config);
      tried.add(Json.fingerprint(config));
    }
    return new Observation(trial, points[trial], loss, losses);
  }

  @Override
  public List<Observed> rungs() {
    return rungs.entrySet().stream()
        .map(rung -> new Observed(rung.getKey().bracket(), rung.getKey().level(), rung.getValue()))
        .toList();
  }

  @Override
  public Results finished() {
    return finished;
  }

  @Override
  public Collection<Observation> unheard() {
    return Collections.unmodifiableCollection(unheard.values());
  }

  @Override
  public boolean isTried(Map<String, Object> config) {
    return tried.contains(Json.fingerprint(config));
  }
}
