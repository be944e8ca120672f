package dev.tuner.scheduler.rung;

import dev.tuner.scheduler.study.Objectives;
import dev.tuner.scheduler.study.Study;
import dev.tuner.scheduler.trial.Trial;
import dev.tuner.search.scheduler.Decision;
import dev.tuner.search.scheduler.Promotion;
import dev.tuner.search.scheduler.RungEntry;
import dev.tuner.search.scheduler.Rungs;
import dev.tuner.search.searcher.History;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.UUID;
import java.util.stream.DoubleStream;

/**
 * The ordered log of one study within one transaction that holds the study's row locked: the rungs
 * as they stand, and what is appended to them. Rows are written together when the transaction
 * commits.
 */
public final class StudyLog {

  /**
   * The bracket of what was measured elsewhere: searchers learn from it, no scheduler looks there.
   */
  public static final int IMPORTED = -1;

  private final Study study;
  private final Objectives objectives;
  private final LedgerState state;
  private final UUID stamp = UUID.randomUUID();
  private final List<EntryRow> entries = new ArrayList<>();
  private final List<PromotedRow> promoted = new ArrayList<>();
  private final List<WithdrawnRow> withdrawn = new ArrayList<>();
  private final List<DecisionRow> decisions = new ArrayList<>();
  private final List<ImportedRow> imported = new ArrayList<>();

  StudyLog(Study study, Objectives objectives, LedgerState state) {
    this.study = study;
    this.objectives = objectives;
    this.state = state;
  }

  /** The rungs, everything appended so far included. */
  public Rungs rungs() {
    return state.ledger();
  }

  /**
   * What the searcher learns from, everything appended so far included; these trials are running.
   */
  public History history(Collection<Trial> running) {
    return state.history().map(history -> history.whileRunning(running)).orElse(History.none());
  }

  /** The trial reached a rung. */
  public void reached(Trial trial, RungEntry entry) {
    var failed = entry.loss() == Double.POSITIVE_INFINITY;
    reached(trial, entry, failed ? objectives.worst() : objectives.losses(trial.lastMetrics()));
  }

  private void reached(Trial trial, RungEntry entry, double[] losses) {
    var sequence = append();
    state
        .ledger()
        .add(losses == null ? entry : entry.with(DoubleStream.of(losses).boxed().toList()));
    state.history().ifPresent(history -> history.reached(entry, trial.config(), losses));
    entries.add(new EntryRow(entry, sequence));
  }

  /**
   * The trial is complete with this loss, or failed with an infinite one; its decision is logged,
   * too.
   */
  public void finished(Trial trial, double loss) {
    var losses =
        loss == Double.POSITIVE_INFINITY
            ? objectives.worst()
            : objectives.losses(trial.lastMetrics());
    state
        .history()
        .ifPresent(history -> history.finished(trial.number(), trial.config(), loss, losses));
  }

  /** What a trial was at a milestone elsewhere. */
  public record Result(RungEntry entry, Map<String, Double> metrics) {}

  /**
   * The trial was trained elsewhere.
   *
   * @param results what it was at milestones, in bracket {@link #IMPORTED}
   * @param finished the loss at its end; infinite when it failed, empty when it was stopped before
   */
  public void imported(Trial trial, List<Result> results, OptionalDouble finished) {
    results.forEach(result -> reached(trial, result.entry(), objectives.losses(result.metrics())));
    finished.ifPresent(loss -> finished(trial, loss));
    imported.add(new ImportedRow(trial.number(), finished.isPresent(), append()));
  }

  /**
   * A paused trial goes on from its rung.
   *
   * @return the place of the decision in the log
   */
  public long promoted(Trial trial, Promotion promotion, Cause cause, Instant now) {
    var sequence = append();
    state.ledger().promoted(promotion.bracket(), promotion.milestone(), promotion.trial());
    promoted.add(new PromotedRow(promotion, sequence));
    return decided(trial, promotion.decision(), cause, now);
  }

  /** The trial has another config from here on. */
  public void configChanged(Trial trial) {
    state.history().ifPresent(history -> history.configChanged(trial.number()));
  }

  /** A paused trial has ended and can no longer be promoted. */
  public void withdrawn(Trial trial) {
    var sequence = append();
    state.ledger().withdraw(trial.number());
    withdrawn.add(new WithdrawnRow(trial.number(), sequence));
  }

  /** The place in the log of a report that is judged next. */
  public long measured() {
    return study.log().next(); // changes no rung, so the rungs in memory stay valid
  }

  /**
   * Keeps a decision with its reason.
   *
   * @return its place in the log
   */
  public long decided(Trial trial, Decision decision, Cause cause, Instant now) {
    var sequence = append();
    decisions.add(new DecisionRow(trial.id(), trial.lastStep(), decision, cause, sequence, now));
    return sequence;
  }

  private long append() {
    var sequence = study.log().next();
    study.log().stampedBy(stamp);
    state.changing(stamp, sequence);
    return sequence;
  }

  UUID studyId() {
    return study.id();
  }

  UUID stamp() {
    return stamp;
  }

  LedgerState state() {
    return state;
  }

  List<EntryRow> entries() {
    return entries;
  }

  List<PromotedRow> promoted() {
    return promoted;
  }

  List<WithdrawnRow> withdrawn() {
    return withdrawn;
  }

  List<DecisionRow> decisions() {
    return decisions;
  }

  List<ImportedRow> imported() {
    return imported;
  }

  record ImportedRow(int trialNumber, boolean finished, long sequence) {}

  record EntryRow(RungEntry entry, long sequence) {}

  record PromotedRow(Promotion promotion, long sequence) {}

  record WithdrawnRow(int trialNumber, long sequence) {}

  record DecisionRow(
      UUID trialId, long step, Decision decision, Cause cause, long sequence, Instant decidedAt) {}
}
