package dev.tuner.scheduler.trial;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.tuner.scheduler.sql.PerTransaction;
import dev.tuner.scheduler.sql.StoredInstant;
import dev.tuner.scheduler.study.Remembered;
import dev.tuner.scheduler.study.Studies;
import dev.tuner.scheduler.study.Study;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * All trials. Who wants to change one holds the row lock of its study. Within a transaction each
 * trial is one object; what its verbs changed is written when the transaction commits, and before a
 * query that it may change. A trial that reports more than once a second is written once a second:
 * until then its row is behind its measurements, and whoever loads it adds those.
 */
@Component
public class Trials {
  private static final String SELECT =
      "select "
          + TrialColumns.ALL.names()
          + ", coalesce(l.expires_at > clock_timestamp(), false) as lease_is_live"
          + ", l.expires_at - l.ttl / 2 as lease_ages_at"
          + " from trial t left join lease l on l.trial_id = t.id where ";
  private static final String LEASES =
      """
      select trial_id, expires_at > clock_timestamp() as is_live, expires_at - ttl / 2 as lease_ages_at
      from lease where trial_id = any(?)
      """;
  private static final int STUDIES_REMEMBERED = 50_000;
  private static final int TRIALS_REMEMBERED = 50_000;

  private final JdbcTemplate db;
  private final PerTransaction<OpenTrials> open;
  private final LaterMeasurements later;
  private final Set<UUID> studiesBehind = ConcurrentHashMap.newKeySet();
  private final Cache<UUID, UUID> studies =
      Caffeine.newBuilder().maximumSize(STUDIES_REMEMBERED).build();

  Trials(JdbcTemplate db, Studies studies) {
    this.db = db;
    var memory = new Remembered<>(TRIALS_REMEMBERED, RunningTrials::size);
    this.later = new LaterMeasurements(db);
    this.open = new PerTransaction<>(() -> new OpenTrials(db, studies, memory, studiesBehind));
  }

  /**
   * The study's row was just locked, and nothing that belongs to it was changed since: the trials
   * that ran after the transaction that wrote it last need not be loaded again.
   */
  public void recall(Study study) {
    open.get().recall(study);
  }

  /** The studies that have running trials whose rows this instance left behind. */
  public Set<UUID> studiesBehind() {
    return studiesBehind;
  }

  /** Writes the rows of a locked study's running trials that are behind their measurements. */
  public void catchUp(UUID studyId) {
    running(studyId); // loads them, where they are not remembered
    open.get().writeAll();
  }

  /** Keeps a new trial. */
  public Trial save(Trial trial) {
    open.get().made(trial);
    studies.put(trial.id(), trial.studyId());
    return trial;
  }

  /** Keeps a new trial, and writes it now, because what is written next refers to it. */
  public Trial saveAndFlush(Trial trial) {
    save(trial);
    flush();
    return trial;
  }

  /** Writes what has changed now, because what is written next refers to it. */
  public void flush() {
    open.find().ifPresent(OpenTrials::write);
  }

  public Optional<Trial> findById(UUID id) {
    return open.find().flatMap(trials -> trials.find(id)).or(() -> first("t.id = ?", id));
  }

  /** Loads these trials, where they exist, for the rest of the transaction. */
  public void open(Collection<UUID> ids) {
    var opened = open.get();
    lookAtLeases(opened.openRemembered(ids));
    var others = opened.missing(ids);
    if (!others.isEmpty()) {
      load("t.id = any(?)", (Object) others.toArray(UUID[]::new));
    }
  }

  /** A trial without a lease has none that is live. */
  private void lookAtLeases(List<Trial> trials) {
    if (trials.isEmpty()) {
      return;
    }
    var byId = new HashMap<UUID, Trial>();
    for (var trial : trials) {
      byId.put(trial.id(), trial);
      trial.leaseIs(false, null);
    }
    db.query(
        LEASES,
        row -> {
          byId.get(row.getObject(1, UUID.class))
              .leaseIs(row.getBoolean(2), StoredInstant.read(row, "lease_ages_at"));
        },
        (Object) byId.keySet().toArray(UUID[]::new));
  }

  public Optional<Trial> findByStudyIdAndNumber(UUID studyId, int number) {
    return first("t.study_id = ? and t.number = ?", studyId, number);
  }

  /** By number. */
  public List<Trial> findByStudyIdAndStateInOrderByNumber(
      UUID studyId, Collection<TrialState> states) {
    return load("t.study_id = ? and t.state = any(?) order by t.number", studyId, names(states));
  }

  public List<Trial> findByStudyIdAndPauseCause(UUID studyId, PauseCause cause) {
    return load("t.study_id = ? and t.pause_cause = ? order by t.number", studyId, cause.name());
  }

  /** The trial that waits for a worker longest, by number. */
  public Optional<Trial> firstPending(UUID studyId) {
    return open.get().firstPending(studyId, this::pending);
  }

  /** All that run now, in any order: to look at, and not to change. */
  public List<Trial> running(UUID studyId) {
    return open.get()
        .running(studyId, () -> loadUnflushed("t.study_id = ? and t.state = 'RUNNING'", studyId));
  }

  private List<Trial> pending(UUID studyId) {
    return loadUnflushed(
        "t.study_id = ? and t.state = 'PENDING' order by t.number limit "
            + OpenTrials.PENDING_AT_ONCE,
        studyId);
  }

  /** The best trial with a finite value. */
  public Optional<Trial> best(UUID studyId) {
    open.find().ifPresent(OpenTrials::writeAll);
    return first(
        """
        t.study_id = ? and t.best_loss is not null
        order by coalesce(t.best_loss, 'Infinity'), t.number limit 1
        """,
        studyId);
  }

  public int countByStudyIdAndState(UUID studyId, TrialState state) {
    return open.find()
        .map(trials -> trials.count(studyId, state, this::count))
        .orElseGet(() -> count(studyId, state));
  }

  /** How many trials of all studies there are. */
  public long count() {
    flush();
    return number("select count(*) from trial");
  }

  private int count(UUID studyId, TrialState state) {
    return number(
        "select count(*) from trial where study_id = ? and state = ?", studyId, state.name());
  }

  public boolean existsByStudyIdAndStateIn(UUID studyId, Collection<TrialState> states) {
    flush();
    return exists("study_id = ? and state = any(?)", studyId, names(states));
  }

  /** Whether a trial is paused for another reason than that the scheduler paused it. */
  public boolean existsPausedByPerson(UUID studyId) {
    flush();
    return exists("study_id = ? and pause_cause <> 'SCHEDULER'", studyId);
  }

  /** Which study a trial belongs to, read before that study is locked. */
  public Optional<UUID> studyOf(UUID id) {
    return Optional.ofNullable(studiesOf(List.of(id)).get(id));
  }

  /**
   * The study of each of these trials that exists, read before those studies are locked. A trial
   * never changes its study, so that they are remembered.
   */
  public Map<UUID, UUID> studiesOf(Collection<UUID> ids) {
    return studies.getAll(Set.copyOf(ids), this::lookUpStudies);
  }

  private Map<UUID, UUID> lookUpStudies(Set<? extends UUID> ids) {
    var found = new HashMap<UUID, UUID>();
    db.query(
        "select id, study_id from trial where id = any(?)",
        row -> {
          found.put(row.getObject(1, UUID.class), row.getObject(2, UUID.class));
        },
        (Object) ids.toArray(UUID[]::new));
    return found;
  }

  private Optional<Trial> first(String where, Object... parameters) {
    return load(where, parameters).stream().findFirst();
  }

  private List<Trial> load(String where, Object... parameters) {
    flush();
    return loadUnflushed(where, parameters);
  }

  private List<Trial> loadUnflushed(String where, Object... parameters) {
    var loaded = db.query(SELECT + where, (row, n) -> Trial.stored(row), parameters);
    if (!PerTransaction.isActive()) {
      return later.addTo(loaded);
    }
    var opened = loaded.stream().map(open.get()::loaded).toList();
    later.addTo(loaded.stream().filter(trial -> open.get().isOpen(trial)).toList());
    return opened;
  }

  private boolean exists(String where, Object... parameters) {
    return number("select (exists (select from trial where " + where + "))::int", parameters) == 1;
  }

  private int number(String sql, Object... parameters) {
    return db.query(sql, row -> row.next() ? row.getInt(1) : 0, parameters);
  }

  private static String[] names(Collection<TrialState> states) {
    return states.stream().map(Enum::name).toArray(String[]::new);
  }
}
