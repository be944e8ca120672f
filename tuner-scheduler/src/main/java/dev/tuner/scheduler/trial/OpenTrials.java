package dev.tuner.scheduler.trial;

import dev.tuner.scheduler.sql.PerTransaction;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.ToIntBiFunction;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The trials that one transaction has loaded or made: each of them once, so that all its code sees
 * the same changes. What has changed is written together.
 */
final class OpenTrials implements PerTransaction.Written {
  /** How many waiting trials are loaded when one is asked for. */
  static final int PENDING_AT_ONCE = 1000;

  private static final int BEFORE_LEASES_AND_LOG = 100;

  private final JdbcTemplate db;
  private final Map<UUID, Trial> trials = new LinkedHashMap<>();
  private final Map<UUID, Row> rows = new HashMap<>();
  private final Map<Kind, Integer> counted = new HashMap<>();
  private final Set<UUID> pendingKnown = new HashSet<>();

  /** What is stored of a trial. */
  private record Row(TrialState state, List<Object> standing, List<Object> progress) {
    static Row of(Trial trial) {
      return new Row(
          trial.state(), TrialColumns.STANDING.values(trial), TrialColumns.PROGRESS.values(trial));
    }
  }

  private record Kind(UUID studyId, TrialState state) {}

  OpenTrials(JdbcTemplate db) {
    this.db = db;
  }

  Optional<Trial> find(UUID id) {
    return Optional.ofNullable(trials.get(id));
  }

  /** The loaded trial, or the same one as it was loaded before. */
  Trial loaded(Trial trial) {
    var known = trials.putIfAbsent(trial.id(), trial);
    if (known == null) {
      rows.put(trial.id(), Row.of(trial));
    }
    return known == null ? trial : known;
  }

  void made(Trial trial) {
    trials.put(trial.id(), trial);
  }

  /**
   * How many trials of a study are in a state, unwritten changes included.
   *
   * @param stored counts those that are stored so
   */
  int count(UUID studyId, TrialState state, ToIntBiFunction<UUID, TrialState> stored) {
    var count =
        counted.computeIfAbsent(
            new Kind(studyId, state), kind -> stored.applyAsInt(studyId, state));
    for (var trial : trials.values()) {
      if (trial.studyId().equals(studyId)) {
        var before = rows.get(trial.id());
        count += trial.state() == state ? 1 : 0;
        count -= before != null && before.state() == state ? 1 : 0;
      }
    }
    return count;
  }

  /**
   * The waiting trial of the lowest number, unwritten changes included.
   *
   * @param load loads the first {@link #PENDING_AT_ONCE}
   */
  Optional<Trial> firstPending(UUID studyId, Function<UUID, List<Trial>> load) {
    if (pendingKnown.add(studyId)) {
      var loaded = load.apply(studyId);
      pendingKnown.add(studyId); // loading writes, and so forgets
      if (loaded.size() == PENDING_AT_ONCE) {
        pendingKnown.remove(studyId);
      }
    }
    return trials.values().stream()
        .filter(trial -> trial.studyId().equals(studyId) && trial.state() == TrialState.PENDING)
        .min(Comparator.comparing(Trial::number));
  }

  @Override
  public int order() {
    return BEFORE_LEASES_AND_LOG;
  }

  @Override
  public void write() {
    List<Trial> made = new ArrayList<>();
    List<Trial> moved = new ArrayList<>();
    List<Trial> reported = new ArrayList<>();
    for (var trial : trials.values()) {
      var before = rows.get(trial.id());
      var now = Row.of(trial);
      if (before == null) {
        made.add(trial);
      } else if (!before.standing().equals(now.standing())) {
        moved.add(trial);
      } else if (!before.progress().equals(now.progress())) {
        reported.add(trial);
      }
      rows.put(trial.id(), now);
    }
    counted.clear();
    pendingKnown.clear();
    TrialColumns.ALL.insert(db, "trial", made);
    TrialColumns.ALL.update(db, "trial", moved);
    TrialColumns.KEY_AND_PROGRESS.update(db, "trial", reported);
  }
}
