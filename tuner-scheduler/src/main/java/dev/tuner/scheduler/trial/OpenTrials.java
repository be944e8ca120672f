package dev.tuner.scheduler.trial;

import dev.tuner.scheduler.sql.PerTransaction;
import dev.tuner.scheduler.study.Remembered;
import dev.tuner.scheduler.study.Studies;
import dev.tuner.scheduler.study.Study;
import java.util.ArrayList;
import java.util.Collection;
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
 * the same changes. What has changed is written together; but a report moves its trial's row once a
 * second at most, because the measurement says it all. Those that run are remembered after the
 * commit, for the next transaction that locks their study.
 */
final class OpenTrials implements PerTransaction.Written {
  /** How many waiting trials are loaded when one is asked for. */
  static final int PENDING_AT_ONCE = 1000;

  private static final int BEFORE_LEASES_AND_LOG = 100;

  private final JdbcTemplate db;
  private final Studies studies;
  private final Remembered<RunningTrials> memory;
  private final Set<UUID> studiesBehind;
  private final Map<UUID, Trial> trials = new LinkedHashMap<>();
  private final Map<Kind, Integer> counted = new HashMap<>();
  private final Set<UUID> pendingKnown = new HashSet<>();
  private final Map<UUID, RunningTrials> recalled = new HashMap<>();
  private final Map<UUID, Study> remembering = new HashMap<>();

  private record Kind(UUID studyId, TrialState state) {}

  /**
   * @param studiesBehind gets the studies that have trials whose rows are behind
   */
  OpenTrials(
      JdbcTemplate db, Studies studies, Remembered<RunningTrials> memory, Set<UUID> studiesBehind) {
    this.db = db;
    this.studies = studies;
    this.memory = memory;
    this.studiesBehind = studiesBehind;
  }

  /** The study's row was just locked: what is remembered of its running trials holds. */
  void recall(Study study) {
    recalled.put(
        study.id(), memory.take(study.id(), study.writtenBy()).orElseGet(RunningTrials::new));
    remembering.put(study.id(), study);
  }

  /**
   * Opens those of these trials that are remembered.
   *
   * @return those of them whose leases are to be looked at
   */
  List<Trial> openRemembered(Collection<UUID> ids) {
    var unsure = new ArrayList<Trial>();
    for (var study : remembering.values()) {
      var running = recalled.get(study.id());
      for (var id : ids) {
        var known = running.find(id);
        if (known.isPresent() && !trials.containsKey(id)) {
          var trial = open(known.get());
          if (!trial.leaseIsSureAt(study.lockedAt())) {
            unsure.add(trial);
          }
        }
      }
    }
    return unsure;
  }

  /** Those of these trials that are not open. */
  List<UUID> missing(Collection<UUID> ids) {
    return ids.stream().filter(id -> !trials.containsKey(id)).toList();
  }

  private Trial open(Trial known) {
    var trial = known.copy();
    trials.put(trial.id(), trial);
    return trial;
  }

  Optional<Trial> find(UUID id) {
    return Optional.ofNullable(trials.get(id));
  }

  /** Whether this object is the one that the transaction has of its trial. */
  boolean isOpen(Trial trial) {
    return trials.get(trial.id()) == trial;
  }

  /** The loaded trial, or the same one as it was loaded before. */
  Trial loaded(Trial trial) {
    var known = trials.putIfAbsent(trial.id(), trial);
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
        count += trial.state() == state ? 1 : 0;
        count -= trial.row().filter(row -> row.state() == state).isPresent() ? 1 : 0;
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
    if (pendingKnown.add(studyId) && load.apply(studyId).size() == PENDING_AT_ONCE) {
      pendingKnown.remove(studyId);
    }
    return trials.values().stream()
        .filter(trial -> trial.studyId().equals(studyId) && trial.state() == TrialState.PENDING)
        .min(Comparator.comparing(Trial::number));
  }

  /**
   * All running trials of a study, unwritten changes included: to look at, and not to change.
   *
   * @param load loads those that are stored so
   */
  List<Trial> running(UUID studyId, Runnable load) {
    var known = recalled.computeIfAbsent(studyId, id -> new RunningTrials());
    if (!known.areAll()) {
      load.run();
      known.nowAll();
    }
    var running = new ArrayList<Trial>();
    for (var each : known.all()) {
      if (!trials.containsKey(each.id())) {
        running.add(each);
      }
    }
    for (var trial : trials.values()) {
      if (trial.studyId().equals(studyId) && trial.state() == TrialState.RUNNING) {
        running.add(trial);
      }
    }
    return running;
  }

  @Override
  public int order() {
    return BEFORE_LEASES_AND_LOG;
  }

  /** Writes the trials that changed. */
  @Override
  public void write() {
    write(false);
  }

  /** The same, and all that is behind of the studies that are locked. */
  void writeAll() {
    for (var running : recalled.values()) {
      for (var id : running.behind()) {
        if (!trials.containsKey(id)) {
          running.find(id).ifPresent(this::open);
        }
      }
    }
    write(true);
  }

  private void write(boolean all) {
    List<Trial> made = new ArrayList<>();
    List<Trial> moved = new ArrayList<>();
    List<Trial> reported = new ArrayList<>();
    Set<UUID> changed = new HashSet<>();
    for (var trial : trials.values()) {
      var row = trial.row();
      if (row.isEmpty()) {
        made.add(trial);
      } else if (trial.isMoved()) {
        moved.add(trial);
      } else if (!trial.isMeasured()) {
        continue;
      } else if (all || !row.get().isRecent()) {
        reported.add(trial);
      }
      changed.add(trial.studyId());
    }
    changed.forEach(studies::touch);
    counted.clear();
    pendingKnown.clear();
    TrialColumns.ALL.insert(db, "trial", made);
    TrialColumns.ALL.update(db, "trial", moved);
    TrialColumns.KEY_AND_PROGRESS.update(db, "trial", reported);
    made.forEach(Trial::written);
    moved.forEach(Trial::written);
    reported.forEach(Trial::written);
  }

  @Override
  public void committed() {
    for (var study : remembering.values()) {
      var running = recalled.get(study.id());
      for (var trial : trials.values()) {
        if (trial.studyId().equals(study.id())) {
          running.now(trial);
        }
      }
      memory.keep(study, running);
      if (running.behind().isEmpty()) {
        studiesBehind.remove(study.id());
      } else {
        studiesBehind.add(study.id());
      }
    }
  }
}
