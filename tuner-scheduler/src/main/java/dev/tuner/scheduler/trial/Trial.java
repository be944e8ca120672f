package dev.tuner.scheduler.trial;

import dev.tuner.scheduler.json.JsonMapConverter;
import dev.tuner.scheduler.json.MetricsConverter;
import dev.tuner.scheduler.worker.Worker;
import dev.tuner.search.Mode;
import dev.tuner.search.searcher.Basis;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Transient;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.annotations.ColumnTransformer;
import org.springframework.data.domain.Persistable;

/**
 * One evaluation of a config. Its state moves only through the verbs below; each sets every field
 * that belongs to the new state, or throws {@link IllegalTransitionException}. Whoever calls a verb
 * holds the row lock of the trial's study.
 */
@Entity
public class Trial implements Persistable<UUID> {

  @Id private UUID id;
  private UUID studyId;
  private int number;

  @Enumerated(EnumType.STRING)
  private TrialState state;

  private String reason;

  @Convert(converter = JsonMapConverter.class)
  @Column(columnDefinition = "jsonb")
  @ColumnTransformer(write = "?::jsonb")
  private Map<String, Object> config;

  private String suggestedBy;

  @Convert(converter = JsonMapConverter.class)
  @Column(columnDefinition = "jsonb")
  @ColumnTransformer(write = "?::jsonb")
  private Map<String, Object> basis;

  private int bracket;
  private int attempt;
  @Embedded private Run run;

  @Enumerated(EnumType.STRING)
  private PauseCause pauseCause;

  private boolean pauseRequested;

  @SuppressWarnings("UnusedVariable") // read by the statement that lets it go on
  private String cutOff;

  private int retriedAttempt;
  private long lastStep;

  @Convert(converter = MetricsConverter.class)
  @Column(columnDefinition = "jsonb")
  @ColumnTransformer(write = "?::jsonb")
  private Map<String, Double> lastMetrics;

  private Double bestValue;
  private Double bestLoss;
  private Long bestStep;
  private Long checkpointStep;
  private String error;
  private String logTail;
  private Instant createdAt;
  private Instant endedAt;

  @Transient private boolean isNew;

  protected Trial() {}

  /** A new trial that waits for a worker. */
  public static Trial pending(UUID studyId, int number, Proposal proposal, Instant now) {
    var trial = new Trial();
    trial.id = UUID.randomUUID();
    trial.studyId = studyId;
    trial.number = number;
    trial.state = TrialState.PENDING;
    trial.config = proposal.config();
    trial.suggestedBy = proposal.suggestedBy();
    trial.basis = proposal.basis().toJson();
    trial.bracket = proposal.bracket();
    trial.run = new Run();
    trial.attempt = 1;
    trial.lastMetrics = Map.of();
    trial.createdAt = now;
    trial.isNew = true;
    return trial;
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
  public void measured(long step, Map<String, Double> metrics, double value, Mode mode) {
    lastStep = step;
    lastMetrics = Map.copyOf(metrics);
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

  @Override
  public UUID getId() {
    return id;
  }

  @Override
  public boolean isNew() {
    return isNew;
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
    return config;
  }

  public String suggestedBy() {
    return suggestedBy;
  }

  /** What its config rests on; empty of trials that were made before this was kept. */
  public Optional<Basis> basis() {
    return Basis.read(basis);
  }

  public int bracket() {
    return bracket;
  }

  public int attempt() {
    return attempt;
  }

  /** How often it was started anew after a loss, since a person had it tried again last. */
  public int retries() {
    return attempt - retriedAttempt - 1;
  }

  public long leaseNumber() {
    return run.leaseNumber();
  }

  public UUID workerId() {
    return run.workerId();
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
    return lastMetrics;
  }

  /** The best finite value of the study's metric so far. */
  public Optional<Double> bestValue() {
    return Optional.ofNullable(bestValue);
  }

  public Long bestStep() {
    return bestStep;
  }

  public Long checkpointStep() {
    return checkpointStep;
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
