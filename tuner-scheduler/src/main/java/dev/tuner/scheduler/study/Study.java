package dev.tuner.scheduler.study;

import static java.util.Comparator.naturalOrder;

import dev.tuner.scheduler.json.Json;
import dev.tuner.search.Mode;
import dev.tuner.search.stop.Standing;
import java.sql.ResultSet;
import java.sql.SQLException;
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
  private IdempotencyKey idempotencyKey;
  private String name;
  private String metric;
  private Mode mode;
  private Map<String, Object> definition;
  private boolean external;
  private Claim claim;
  private int maxConcurrent;
  private long version;
  private StudyLife life;
  private Numbering numbers;
  private LogPlaces log;
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
    study.idempotencyKey =
        new IdempotencyKey(row.getString("idempotency_key"), row.getString("request_sha256"));
    study.name = row.getString("name");
    study.metric = row.getString("metric");
    study.mode = Mode.valueOf(row.getString("mode"));
    study.definition = Json.tree(row.getString("definition"));
    study.external = row.getBoolean("external");
    study.claim = Claim.stored(row);
    study.maxConcurrent = row.getInt("max_concurrent");
    study.version = row.getLong("version");
    study.life = StudyLife.stored(row);
    study.numbers = Numbering.stored(row);
    study.log = LogPlaces.stored(row);
    study.tally = Tally.stored(row);
    study.meter = RunMeter.stored(row);
    study.writtenBy = row.getLong("written_by");
    return study;
  }

  /** Another object of the same study, to be changed on its own. */
  Study copy() {
    try {
      var copy = (Study) clone();
      copy.life = life.copy();
      copy.numbers = numbers.copy();
      copy.log = log.copy();
      copy.meter = meter.copy();
      return copy;
    } catch (CloneNotSupportedException e) {
      throw new AssertionError(e);
    }
  }

  static Study create(StudyDefinition definition, IdempotencyKey key, Instant now) {
    var study = new Study();
    study.id = UUID.randomUUID();
    study.idempotencyKey = key;
    study.metric = definition.objective().metric();
    study.mode = definition.objective().mode();
    study.external = definition.external();
    study.life = new StudyLife(definition.limits(), now);
    study.numbers = new Numbering();
    study.log = new LogPlaces();
    study.define(definition);
    study.tally = new Tally(Standing.start());
    study.meter = new RunMeter(definition.limits().runTime(definition.resources()), now);
    return study;
  }

  private void define(StudyDefinition next) {
    rewritten = true;
    name = next.name();
    definition = next.toJson();
    claim = next.claim();
    maxConcurrent = next.limits().maxConcurrentTrials();
    numbers.allow(next.maxTrials());
    life.follow(next.limits());
  }

  /** The study was to start later, and starts now: its time budget counts from here. */
  public void start(StudyDefinition inForce, Instant now) {
    become(StudyState.RUNNING, null);
    life.started(now);
    define(inForce);
  }

  /** From the next place in the log on, another definition is in force. */
  public void change(StudyDefinition next, Instant now) {
    log.definitionChanges();
    define(next);
    meter.allow(next.limits().runTime(next.resources()), now);
    touch();
  }

  /** Its rungs in memory are no longer those that are stored. */
  public void rewroteRungs() {
    log.rungsChange();
    rewrite();
  }

  /** Its failed trials are tried again and count no longer. */
  public void forgetFailures() {
    var before = standing();
    standing(new Standing(0, before.mark(), before.trialsSince(), before.stepsSince()));
  }

  /** A study that is over goes on, because it was extended or its failed trials are tried again. */
  public void reopen(String why) {
    become(StudyState.RUNNING, why);
    life.goesOn();
  }

  /** Puts a study that is over away: it is not listed and cannot be changed. */
  public void archive(Instant now) {
    life.archived(now);
    rewrite();
  }

  /** Takes the study out of the archive. */
  public void unarchive() {
    life.unarchived();
    rewrite();
  }

  /** The study is shown no longer; its rows are removed from now on. */
  public void delete(Instant now) {
    life.deleted(now);
    // the same request may create a study again
    idempotencyKey = new IdempotencyKey(null, idempotencyKey.requestSha256());
    rewrite();
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
    life.ended(now);
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

  /** When its time, or what its trials may use, is used up: nothing runs from then on. */
  public Optional<Instant> mustEndAt() {
    return Stream.of(life.deadlineAt(), meter.budgetEndsAt())
        .flatMap(Optional::stream)
        .min(naturalOrder());
  }

  /** Something that a reader can see has changed. */
  public void touch() {
    version++;
  }

  private void become(StudyState next, String why) {
    life.become(next, why, id);
    rewrite();
  }

  private void rewrite() {
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
    return life.state();
  }

  public String reason() {
    return life.reason();
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

  public int maxConcurrent() {
    return maxConcurrent;
  }

  public long version() {
    return version;
  }

  IdempotencyKey idempotencyKey() {
    return idempotencyKey;
  }

  /** When it was created, started and ended, and what is to come. */
  public StudyLife life() {
    return life;
  }

  /** The numbers of its trials. */
  public Numbering numbers() {
    return numbers;
  }

  /** Where its ordered log stands. */
  public LogPlaces log() {
    return log;
  }
}
