package dev.tuner.scheduler.study;

import static java.util.Comparator.naturalOrder;

import dev.tuner.scheduler.json.Json;
import dev.tuner.scheduler.trial.IllegalTransitionException;
import dev.tuner.search.Mode;
import dev.tuner.search.stop.Standing;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * One search. Its row is the lock of everything that belongs to the study: who changes one of its
 * trials, leases or log entries holds this row locked in the same transaction, so that all of a
 * study's decisions have one order.
 */
public final class Study implements Cloneable {

  private UUID id;
  private String name;

  private StudyState state;

  private String reason;
  private String metric;

  private Mode mode;

  private Map<String, Object> definition;

  private boolean external;
  private Claim claim;
  private int numSamples;
  private int maxConcurrent;
  private int nextNumber;
  private int importedTrials;
  private int enqueuedTrials;
  private long version;
  private long logSequence;
  private UUID logStamp;
  private long definitionSequence;
  private long rungsSince;
  private String idempotencyKey;
  private String requestSha256;
  private Instant createdAt;
  private Instant startAt;
  private Instant startedAt;
  private Instant deadlineAt;
  private Instant endedAt;
  private Instant archivedAt;
  private Instant deletedAt;
  private Tally tally;
  private RunMeter meter;

  private long writtenBy;
  private Instant lockedAt;
  private boolean rewritten;

  private Study() {}

  /** The stored study. */
  static Study stored(ResultSet row) throws SQLException {
    var study = new Study();
    study.id = row.getObject("id", UUID.class);
    study.name = row.getString("name");
    study.state = StudyState.valueOf(row.getString("state"));
    study.reason = row.getString("reason");
    study.metric = row.getString("metric");
    study.mode = Mode.valueOf(row.getString("mode"));
    study.definition = Json.tree(row.getString("definition"));
    study.external = row.getBoolean("external");
    study.claim = Claim.stored(row);
    study.numSamples = row.getInt("num_samples");
    study.maxConcurrent = row.getInt("max_concurrent");
    study.nextNumber = row.getInt("next_number");
    study.importedTrials = row.getInt("imported_trials");
    study.enqueuedTrials = row.getInt("enqueued_trials");
    study.version = row.getLong("version");
    study.logSequence = row.getLong("log_sequence");
    study.logStamp = row.getObject("log_stamp", UUID.class);
    study.definitionSequence = row.getLong("definition_sequence");
    study.rungsSince = row.getLong("rungs_since");
    study.idempotencyKey = row.getString("idempotency_key");
    study.requestSha256 = row.getString("request_sha256");
    study.createdAt = instant(row, "created_at");
    study.startAt = instant(row, "start_at");
    study.startedAt = instant(row, "started_at");
    study.deadlineAt = instant(row, "deadline_at");
    study.endedAt = instant(row, "ended_at");
    study.archivedAt = instant(row, "archived_at");
    study.deletedAt = instant(row, "deleted_at");
    study.tally = Tally.stored(row);
    study.meter = RunMeter.stored(row);
    study.writtenBy = row.getLong("written_by");
    return study;
  }

  static Instant instant(ResultSet row, String column) throws SQLException {
    Timestamp stored = row.getTimestamp(column);
    return stored == null ? null : stored.toInstant();
  }

  /** Another object of the same study, to be changed on its own. */
  Study copy() {
    try {
      var copy = (Study) clone();
      copy.meter = meter.copy();
      return copy;
    } catch (CloneNotSupportedException e) {
      throw new AssertionError(e);
    }
  }

  static Study create(StudyDefinition definition, IdempotencyKey key, Instant now) {
    var study = new Study();
    study.id = UUID.randomUUID();
    study.name = definition.name();
    study.metric = definition.objective().metric();
    study.mode = definition.objective().mode();
    study.external = definition.external();
    study.createdAt = now;
    study.startedAt = definition.limits().startAt().filter(now::isBefore).isPresent() ? null : now;
    study.state = study.startedAt == null ? StudyState.PAUSED : StudyState.RUNNING;
    study.define(definition);
    study.logStamp = UUID.randomUUID();
    study.idempotencyKey = key.value();
    study.requestSha256 = key.requestSha256();
    study.tally = new Tally(Standing.start());
    study.meter = new RunMeter(definition.limits().runTime(definition.resources()), now);
    return study;
  }

  private void define(StudyDefinition next) {
    rewritten = true;
    name = next.name();
    definition = next.toJson();
    claim = next.claim();
    numSamples = next.maxTrials();
    maxConcurrent = next.limits().maxConcurrentTrials();
    startAt = next.limits().startAt().orElse(null);
    deadlineAt =
        next.limits()
            .timeBudget()
            .filter(budget -> startedAt != null)
            .map(budget -> startedAt.plus(budget))
            .orElse(null);
    if (startedAt == null) {
      reason = startAt == null ? "waits for its start" : "starts at " + startAt;
    }
  }

  /** The study was to start later, and starts now: its time budget counts from here. */
  public void start(StudyDefinition inForce, Instant now) {
    become(StudyState.RUNNING, null);
    startedAt = now;
    define(inForce);
  }

  /** From the next place in the log on, another definition is in force. */
  public void change(StudyDefinition next, Instant now) {
    definitionSequence = nextLogSequence();
    define(next);
    meter.allow(next.limits().runTime(next.resources()), now);
    touch();
  }

  /** Its rungs in memory are no longer those that are stored. */
  public void rewroteRungs() {
    rewritten = true;
    rungsSince = nextLogSequence();
    touch();
  }

  /** Its failed trials are tried again and count no longer. */
  public void forgetFailures() {
    var before = standing();
    standing(new Standing(0, before.mark(), before.trialsSince(), before.stepsSince()));
  }

  /** A study that is over goes on, because it was extended or its failed trials are tried again. */
  public void reopen(String why) {
    become(StudyState.RUNNING, why);
    endedAt = null;
  }

  /** Puts a study that is over away: it is not listed and cannot be changed. */
  public void archive(Instant now) {
    rewritten = true;
    archivedAt = now;
    touch();
  }

  /** Takes the study out of the archive. */
  public void unarchive() {
    rewritten = true;
    archivedAt = null;
    touch();
  }

  /** The study is shown no longer; its rows are removed from now on. */
  public void delete(Instant now) {
    rewritten = true;
    deletedAt = now;
    idempotencyKey = null; // the same request may create a study again
    touch();
  }

  /** No trial is started or continued until the study is resumed. */
  public void pause() {
    become(StudyState.PAUSED, "paused by a person");
  }

  public void resume() {
    become(StudyState.RUNNING, null);
  }

  /** Ends the study: in {@code COMPLETED}, {@code FAILED} or {@code CANCELLED}. */
  public void end(StudyState ending, String why, Instant now) {
    become(ending, why);
    endedAt = now;
  }

  /** Reserves the number of the next trial: never more than {@code numSamples} are given out. */
  public int takeNumber() {
    if (samplesLeft() == 0) {
      throw new IllegalStateException(
          "all %d samples of study %s are used".formatted(numSamples, id));
    }
    return nextNumber++;
  }

  public boolean hasSamplesLeft() {
    return samplesLeft() > 0;
  }

  /** How many trials may still be started; imported ones do not count. */
  public int samplesLeft() {
    return numSamples - (nextNumber - importedTrials);
  }

  /** The number of a trial that was trained elsewhere: it counts towards no limit. */
  public int takeImportedNumber() {
    importedTrials++;
    return nextNumber++;
  }

  /** A person gave the config of the trial that was just numbered. */
  public void enqueued() {
    enqueuedTrials++;
  }

  /**
   * The turn of a new trial among those that run here, from 0: what a scheduler goes by that fills
   * its brackets in order.
   */
  public int turnOf(int number) {
    return number - importedTrials;
  }

  /**
   * The turn of a new trial among those whose config is suggested, from 0: what a searcher goes by
   * that has a grid or a list to work off.
   */
  public int turnOfSuggestion(int number) {
    return turnOf(number) - enqueuedTrials;
  }

  /** Trials that were trained elsewhere. */
  public int importedTrials() {
    return importedTrials;
  }

  /** Reserves so many numbers in the study's ordered log and answers the one before them. */
  public long reserveLog(int count) {
    logSequence += count;
    return logSequence - count;
  }

  /** The next number in the study's ordered log. */
  public long nextLogSequence() {
    return ++logSequence;
  }

  /** Marks the log as written by the current transaction. */
  public void stampLog(UUID stamp) {
    logStamp = stamp;
  }

  /** What its stop criteria need to know of its past. */
  public Standing standing() {
    return tally.standing();
  }

  public void standing(Standing standing) {
    tally = new Tally(standing);
  }

  /** One of its trials starts to run. */
  public void runBegins(Instant now) {
    meter.runBegins(now);
  }

  /** One of its trials runs no more. */
  public void runEnds(Instant now) {
    meter.runEnds(now);
  }

  /** How long its trials ran in all until then, in seconds. */
  public double runSeconds(Instant now) {
    return meter.secondsAt(now);
  }

  /** When the trials that run now will have used up what they may use in all. */
  public Optional<Instant> runBudgetEndsAt() {
    return meter.budgetEndsAt();
  }

  /** When its time, or what its trials may use, is used up: nothing runs from then on. */
  public Optional<Instant> mustEndAt() {
    return Stream.of(deadlineAt(), runBudgetEndsAt()).flatMap(Optional::stream).min(naturalOrder());
  }

  /** Something that a reader can see has changed. */
  public void touch() {
    version++;
  }

  private void become(StudyState next, String why) {
    if (!state.mayBecome(next)) {
      throw new IllegalTransitionException("Study " + id, state, next);
    }
    state = next;
    reason = why;
    rewritten = true;
    touch();
  }

  /** The transaction that wrote its row last, by PostgreSQL's number. */
  public long writtenBy() {
    return writtenBy;
  }

  /** The database's time when the current transaction locked its row. */
  public Instant lockedAt() {
    return lockedAt;
  }

  void locked(Instant now) {
    lockedAt = now;
  }

  /** Whether more has changed than reports and leases change. */
  boolean isRewritten() {
    return rewritten;
  }

  /** Its row is written, with everything that has changed. */
  void written(long by) {
    writtenBy = by;
    rewritten = false;
  }

  Tally tally() {
    return tally;
  }

  RunMeter meter() {
    return meter;
  }

  int enqueuedTrials() {
    return enqueuedTrials;
  }

  int nextNumber() {
    return nextNumber;
  }

  String definitionJson() {
    return Json.write(definition);
  }

  /** How many of its trials run now. */
  public int runningTrials() {
    return meter.runningTrials();
  }

  public UUID id() {
    return id;
  }

  public String name() {
    return name;
  }

  public StudyState state() {
    return state;
  }

  public String reason() {
    return reason;
  }

  public String metric() {
    return metric;
  }

  public Mode mode() {
    return mode;
  }

  public Map<String, Object> definition() {
    return definition;
  }

  /** Whether callers train the trials themselves, instead of workers. */
  public boolean external() {
    return external;
  }

  /** What it claims of the workers. */
  public Claim claim() {
    return claim;
  }

  /** What one of its trials occupies. */
  public Resources resources() {
    return claim().each().amount();
  }

  public int numSamples() {
    return numSamples;
  }

  public int maxConcurrent() {
    return maxConcurrent;
  }

  public long version() {
    return version;
  }

  public long logSequence() {
    return logSequence;
  }

  public UUID logStamp() {
    return logStamp;
  }

  /** The place in the log behind which the definition is in force; 0 for the first one. */
  public long definitionSequence() {
    return definitionSequence;
  }

  /** The place in the log where its rungs were written anew last; 0 if they never were. */
  public long rungsSince() {
    return rungsSince;
  }

  IdempotencyKey idempotencyKey() {
    return new IdempotencyKey(idempotencyKey, requestSha256);
  }

  public Instant createdAt() {
    return createdAt;
  }

  /** When it is to start; empty when it started with its creation. */
  public Optional<Instant> startAt() {
    return Optional.ofNullable(startAt);
  }

  /** When it started; its time budget counts from here. Empty while it waits for its start. */
  public Optional<Instant> startedAt() {
    return Optional.ofNullable(startedAt);
  }

  /** How many trials there are, imported ones among them. */
  public int numberedTrials() {
    return nextNumber;
  }

  public Optional<Instant> archivedAt() {
    return Optional.ofNullable(archivedAt);
  }

  public Optional<Instant> deletedAt() {
    return Optional.ofNullable(deletedAt);
  }

  public Optional<Instant> deadlineAt() {
    return Optional.ofNullable(deadlineAt);
  }

  public Instant endedAt() {
    return endedAt;
  }
}
