package dev.tuner.scheduler.trial;

import dev.tuner.scheduler.json.LazyJson;
import dev.tuner.scheduler.sql.StoredInstant;
import dev.tuner.scheduler.worker.Worker;
import dev.tuner.search.Mode;
import dev.tuner.search.searcher.Basis;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * One evaluation of a config. Its state moves only through the verbs below; each sets every field
 * that belongs to the new state, or throws {@link IllegalTransitionException}. Whoever calls a verb
 * holds the row lock of the trial's study.
 */
public final class Trial implements Cloneable {
  private final UUID id;
  private final UUID studyId;
  private final int number;
  private final Instant createdAt;
  private Proposal proposal;
  private Run run;
  private Measured measured;

  private TrialState state;
  private String reason;
  private int attempt;
  private int retriedAttempt;
  private PauseCause pauseCause;
  private boolean pauseRequested;
  private String cutOff;
  private Long checkpointStep;
  private Long lineageSequence;
  private String error;
  private String logTail;
  private Instant endedAt;

  private TrialRow row; // null: it has none yet
  private boolean isMoved;
  private boolean isMeasured;

  private Trial(UUID id, UUID studyId, int number, Instant createdAt) {
    this.id = id;
    this.studyId = studyId;
    this.number = number;
    this.createdAt = createdAt;
  }

  /** A new trial that waits for a worker. */
  public static Trial pending(UUID studyId, int number, Proposal proposal, Instant now) {
    var trial = new Trial(UUID.randomUUID(), studyId, number, now);
    trial.proposal = proposal;
    trial.run = new Run();
    trial.measured = Measured.nothing();
    trial.state = TrialState.PENDING;
    trial.attempt = 1;
    return trial;
  }

  /** The stored trial. */
  static Trial stored(ResultSet row) throws SQLException {
    var trial =
        new Trial(
            row.getObject("id", UUID.class),
            row.getObject("study_id", UUID.class),
            row.getInt("number"),
            StoredInstant.read(row, "created_at"));
    trial.proposal = Proposal.stored(row);
    trial.run = Run.stored(row);
    trial.measured = Measured.stored(row);
    trial.state = TrialState.valueOf(row.getString("state"));
    trial.reason = row.getString("reason");
    trial.attempt = row.getInt("attempt");
    trial.retriedAttempt = row.getInt("retried_attempt");
    var cause = row.getString("pause_cause");
    trial.pauseCause = cause == null ? null : PauseCause.valueOf(cause);
    trial.pauseRequested = row.getBoolean("pause_requested");
    trial.cutOff = row.getString("cut_off");
    trial.checkpointStep = row.getObject("checkpoint_step", Long.class);
    trial.lineageSequence = row.getObject("lineage_sequence", Long.class);
    trial.error = row.getString("error");
    trial.logTail = row.getString("log_tail");
    trial.endedAt = StoredInstant.read(row, "ended_at");
    trial.row = TrialRow.read(trial.state);
    return trial;
  }

  /** Another object of the same trial, to be changed on its own. */
  Trial copy() {
    try {
      var copy = (Trial) clone();
      copy.run = run.copy();
      return copy;
    } catch (CloneNotSupportedException e) {
      throw new AssertionError(e);
    }
  }

  /** Gives the trial to a worker, under the next lease number. */
  public void lease(Worker worker, Instant now) {
    become(TrialState.RUNNING);
    run.begin(worker, now);
    reason = null;
  }

  /**
   * Takes in a report: the last step and metrics, and the best value so far.
   *
   * @param value the study's metric as reported; when it is not finite it is never the best
   */
  public void measured(long step, LazyJson<Map<String, Double>> metrics, double value, Mode mode) {
    measured = measured.and(step, metrics, value, mode);
    isMeasured = true;
  }

  /** The scheduler pauses the trial at a milestone, or a person pauses it or its study. */
  public void pause(PauseCause cause, String why, Instant now) {
    become(TrialState.PAUSED);
    run.end(now);
    pauseCause = cause;
    pauseRequested = false;
    reason = why;
  }

  /** A person asks a running trial to pause: it does at its next report, when its state is safe. */
  public void requestPause() {
    pauseRequested = true;
    isMoved = true;
  }

  /** Withdraws a pause that was asked for and did not happen yet. */
  public void withdrawPauseRequest() {
    pauseRequested = false;
    isMoved = true;
  }

  /** A paused trial waits for a worker again: it was promoted or resumed. */
  public void goOn(String why) {
    become(TrialState.PENDING);
    pauseCause = null;
    reason = why;
  }

  /**
   * A paused trial takes over from another one: from here on it has another config.
   *
   * @param sequence the place in the study's log
   */
  public void takeOver(Map<String, Object> next, long sequence) {
    proposal = proposal.withConfig(next);
    lineageSequence = sequence;
    isMoved = true;
  }

  /** The worker gave the lease back in good order: the trial waits for another one. */
  public void release(Instant now) {
    become(TrialState.PENDING);
    run.end(now);
    reason = "its worker gave it back";
  }

  /** The worker or its process was lost: the trial waits for another one, as a new attempt. */
  public void retry(String why, Instant now) {
    become(TrialState.PENDING);
    run.end(now);
    attempt++;
    reason = why;
  }

  /** The trial ended by itself or reached its last step. */
  public void complete(String why, Instant now) {
    end(TrialState.COMPLETED, why, now);
  }

  /** The end of the study stops the trial; it goes on if the study is extended. */
  public void cutOff(String why, Instant now) {
    var waits = pauseCause == PauseCause.SCHEDULER || pauseCause == PauseCause.TRIAL;
    cutOff = waits ? pauseCause.name() : TrialState.PENDING.name();
    end(TrialState.STOPPED, why, now);
  }

  /** The scheduler stops the trial. */
  public void stop(String why, Instant now) {
    end(TrialState.STOPPED, why, now);
  }

  /** A person cancels the trial. */
  public void cancel(String why, Instant now) {
    end(TrialState.CANCELLED, why, now);
  }

  /** The trial ends with an error. */
  public void fail(String errorText, String log, Instant now) {
    end(TrialState.FAILED, "it failed", now);
    error = errorText;
    logTail = log;
  }

  /** A checkpoint of this step can be resumed from. */
  public void checkpointed(long step) {
    checkpointStep = step;
    isMoved = true;
  }

  private void end(TrialState ending, String why, Instant now) {
    become(ending);
    run.end(now);
    pauseCause = null;
    pauseRequested = false;
    endedAt = now;
    reason = why;
  }

  private void become(TrialState next) {
    if (!state.mayBecome(next)) {
      throw new IllegalTransitionException("Trial " + id, state, next);
    }
    state = next;
    isMoved = true;
  }

  /** Whether more than what a report changes is not written yet. */
  boolean isMoved() {
    return isMoved;
  }

  /** Whether what a report changes is not written yet. */
  boolean isMeasured() {
    return isMeasured;
  }

  /** What is known of its row. */
  Optional<TrialRow> row() {
    return Optional.ofNullable(row);
  }

  /** Its row is as the trial is. */
  void written() {
    row = TrialRow.written(state);
    isMoved = false;
    isMeasured = false;
  }

  public UUID id() {
    return id;
  }

  public UUID studyId() {
    return studyId;
  }

  public int number() {
    return number;
  }

  public TrialState state() {
    return state;
  }

  public String reason() {
    return reason;
  }

  public Map<String, Object> config() {
    return proposal.config().value();
  }

  public String suggestedBy() {
    return proposal.suggestedBy();
  }

  /** What its config rests on; empty of trials that were made before this was kept. */
  public Optional<Basis> basis() {
    return Optional.ofNullable(proposal.basis()).flatMap(basis -> Basis.read(basis.value()));
  }

  public int bracket() {
    return proposal.bracket();
  }

  public int attempt() {
    return attempt;
  }

  String cutOff() {
    return cutOff;
  }

  int retriedAttempt() {
    return retriedAttempt;
  }

  /** How often it was started anew after a loss, since a person had it tried again last. */
  public int retries() {
    return attempt - retriedAttempt - 1;
  }

  Proposal proposal() {
    return proposal;
  }

  Run run() {
    return run;
  }

  Measured measured() {
    return measured;
  }

  public long leaseNumber() {
    return run.leaseNumber();
  }

  /** Whether somebody holds the trial under this lease, which has not expired. */
  public boolean isHeldUnder(long lease) {
    return state == TrialState.RUNNING && run.leaseNumber() == lease && run.leaseIsLive();
  }

  void leaseIs(boolean live, Instant agesAt) {
    run.leaseIs(live, agesAt);
  }

  boolean leaseIsSureAt(Instant now) {
    return run.leaseIsSureAt(now);
  }

  /** Whether the holder's sign of life at this time shall renew the lease: half of it is over. */
  public boolean leaseIsAgeingAt(Instant now) {
    return run.leaseIsAgeingAt(now);
  }

  public UUID workerId() {
    return run.workerId();
  }

  /** When the lease began; null when nobody holds the trial. */
  public Instant leasedAt() {
    return run.leasedAt();
  }

  public String lastWorker() {
    return run.lastWorker();
  }

  public PauseCause pauseCause() {
    return pauseCause;
  }

  public boolean pauseRequested() {
    return pauseRequested;
  }

  public long lastStep() {
    return measured.lastStep();
  }

  public Map<String, Double> lastMetrics() {
    return measured.lastMetrics().value();
  }

  /** The best finite value of the study's metric so far. */
  public Optional<Double> bestValue() {
    return Optional.ofNullable(measured.best()).map(Measured.Best::value);
  }

  public Long checkpointStep() {
    return checkpointStep;
  }

  Long lineageSequence() {
    return lineageSequence;
  }

  /** Whether it ever took over from another trial, or went on with another config. */
  public boolean hasTakenOver() {
    return lineageSequence != null;
  }

  public String error() {
    return error;
  }

  public String logTail() {
    return logTail;
  }

  public Instant createdAt() {
    return createdAt;
  }

  public Instant endedAt() {
    return endedAt;
  }
}
