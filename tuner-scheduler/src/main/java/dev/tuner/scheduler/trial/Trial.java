package dev.tuner.scheduler.trial;

import dev.tuner.scheduler.json.Json;
import dev.tuner.scheduler.json.LazyJson;
import dev.tuner.scheduler.worker.Worker;
import dev.tuner.search.Mode;
import dev.tuner.search.searcher.Basis;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One evaluation of a config. Its state moves only through the verbs below; each sets every field
 * that belongs to the new state, or throws {@link IllegalTransitionException}. Whoever calls a verb
 * holds the row lock of the trial's study.
 */
public final class Trial implements Cloneable {
  private final UUID id;
  private final UUID studyId;
  private final int number;
  private final String suggestedBy;
  private final @Nullable LazyJson<Map<String, Object>> basis;
  private final int bracket;
  private final Instant createdAt;
  private Run run;
  private LazyJson<Map<String, Object>> config;
  private TrialState state;
  private String reason;
  private int attempt;
  private PauseCause pauseCause;
  private boolean pauseRequested;

  private String cutOff;

  private int retriedAttempt;
  private long lastStep;
  private LazyJson<Map<String, Double>> lastMetrics;
  private Double bestValue;
  private Double bestLoss;
  private Long bestStep;
  private Long checkpointStep;
  private Long lineageSequence;
  private String error;
  private String logTail;
  private Instant endedAt;

  private Trial(UUID id, UUID studyId, int number, Proposal proposal, Run run, Instant createdAt) {
    this.id = id;
    this.studyId = studyId;
    this.number = number;
    this.config = proposal.config();
    this.suggestedBy = proposal.suggestedBy();
    this.basis = proposal.basis();
    this.bracket = proposal.bracket();
    this.run = run;
    this.createdAt = createdAt;
  }

  /** A new trial that waits for a worker. */
  public static Trial pending(UUID studyId, int number, Proposal proposal, Instant now) {
    var trial = new Trial(UUID.randomUUID(), studyId, number, proposal, new Run(), now);
    trial.state = TrialState.PENDING;
    trial.attempt = 1;
    trial.lastMetrics = LazyJson.of(Map.of(), Json::metrics);
    return trial;
  }

  /** Trials of earlier versions have none. */
  private static @Nullable LazyJson<Map<String, Object>> storedBasis(ResultSet row)
      throws SQLException {
    var text = row.getString("basis");
    return text == null ? null : LazyJson.stored(text, Json::tree);
  }

  /** The stored trial. */
  static Trial stored(ResultSet row) throws SQLException {
    var trial =
        new Trial(
            row.getObject("id", UUID.class),
            row.getObject("study_id", UUID.class),
            row.getInt("number"),
            new Proposal(
                LazyJson.stored(row.getString("config"), Json::tree),
                row.getString("suggested_by"),
                storedBasis(row),
                row.getInt("bracket")),
            Run.stored(row),
            TrialColumns.instant(row, "created_at"));
    trial.state = TrialState.valueOf(row.getString("state"));
    trial.reason = row.getString("reason");
    trial.attempt = row.getInt("attempt");
    var cause = row.getString("pause_cause");
    trial.pauseCause = cause == null ? null : PauseCause.valueOf(cause);
    trial.cutOff = row.getString("cut_off");
    trial.retriedAttempt = row.getInt("retried_attempt");
    trial.pauseRequested = row.getBoolean("pause_requested");
    trial.lastStep = row.getLong("last_step");
    trial.lastMetrics = LazyJson.stored(row.getString("last_metrics"), Json::metrics);
    trial.bestValue = row.getObject("best_value", Double.class);
    trial.bestLoss = row.getObject("best_loss", Double.class);
    trial.bestStep = row.getObject("best_step", Long.class);
    trial.checkpointStep = row.getObject("checkpoint_step", Long.class);
    trial.lineageSequence = row.getObject("lineage_sequence", Long.class);
    trial.error = row.getString("error");
    trial.logTail = row.getString("log_tail");
    trial.endedAt = TrialColumns.instant(row, "ended_at");
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
    lastStep = step;
    lastMetrics = metrics;
    if (Double.isFinite(value) && (bestLoss == null || mode.loss(value) < bestLoss)) {
      bestValue = value;
      bestLoss = mode.loss(value);
      bestStep = step;
    }
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
  }

  /** Withdraws a pause that was asked for and did not happen yet. */
  public void withdrawPauseRequest() {
    pauseRequested = false;
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
    config = LazyJson.of(next, Json::tree);
    lineageSequence = sequence;
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
    return config.value();
  }

  String configJson() {
    return config.text();
  }

  @Nullable String basisJson() {
    return basis == null ? null : basis.text();
  }

  public String suggestedBy() {
    return suggestedBy;
  }

  /** What its config rests on; empty of trials that were made before this was kept. */
  public Optional<Basis> basis() {
    return basis == null ? Optional.empty() : Basis.read(basis.value());
  }

  public int bracket() {
    return bracket;
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

  Run run() {
    return run;
  }

  public long leaseNumber() {
    return run.leaseNumber();
  }

  /** Whether somebody holds the trial under this lease, which has not expired. */
  public boolean isHeldUnder(long lease) {
    return state == TrialState.RUNNING && run.leaseNumber() == lease && run.leaseIsLive();
  }

  void leaseIs(boolean live, boolean ageing) {
    run.leaseIs(live, ageing);
  }

  /** Whether the holder's next sign of life shall renew the lease: half of it is over. */
  public boolean leaseIsAgeing() {
    return run.leaseIsAgeing();
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
    return lastStep;
  }

  public Map<String, Double> lastMetrics() {
    return lastMetrics.value();
  }

  String lastMetricsJson() {
    return lastMetrics.text();
  }

  /** The best finite value of the study's metric so far. */
  public Optional<Double> bestValue() {
    return Optional.ofNullable(bestValue);
  }

  Double bestLoss() {
    return bestLoss;
  }

  public Long bestStep() {
    return bestStep;
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
