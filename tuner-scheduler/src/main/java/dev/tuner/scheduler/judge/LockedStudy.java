package dev.tuner.scheduler.judge;

import dev.tuner.scheduler.rung.Cause;
import dev.tuner.scheduler.rung.StudyLog;
import dev.tuner.scheduler.study.Study;
import dev.tuner.scheduler.study.StudyDefinition;
import dev.tuner.scheduler.trial.Trial;
import dev.tuner.search.scheduler.Decision;
import dev.tuner.search.scheduler.Judgement;
import dev.tuner.search.scheduler.Progress;
import dev.tuner.search.scheduler.Promotion;
import dev.tuner.search.scheduler.RungEntry;
import dev.tuner.search.searcher.History;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.TreeSet;

/**
 * A study whose row the current transaction holds locked. Here its trial scheduler is asked, and
 * what it answers is appended to the study's log. {@link StudyLocks} makes one, and only within a
 * transaction: who is handed one need not ask whether there is any.
 *
 * @param now the database's time when the row was locked
 */
public record LockedStudy(Study study, StudyDefinition definition, StudyLog log, Instant now) {

  /** The same study, as at an earlier moment: what happens then is counted until then. */
  LockedStudy asAt(Instant moment) {
    return new LockedStudy(study, definition, log, moment);
  }

  /**
   * Judges the report that the trial just took in, and logs every decision that a person would ask
   * about.
   */
  public Decision judge(Trial trial, double value) {
    var judgement = definition.scheduler().judge(progress(trial, value), log.rungs());
    append(trial, judgement);
    var decision = judgement.decision();
    if (decision.kind() != Decision.Kind.CONTINUE || decision.milestone() != null) {
      log.decided(trial, decision, Cause.REPORT, now);
    }
    return decision;
  }

  /** A failed config counts as worst at its next milestone. */
  public void judgeFailure(Trial trial) {
    append(trial, definition.scheduler().fail(progress(trial, Double.NaN), log.rungs()));
    log.finished(trial, Double.POSITIVE_INFINITY);
  }

  /** The paused trial that goes on next, if the scheduler promotes one now. */
  public Optional<Promotion> promotion() {
    return definition.scheduler().promote(log.rungs(), study.numbers().samples());
  }

  /** A person lets a trial go on that the scheduler paused: it is promoted from its rung. */
  public void promotedByPerson(Trial trial, String reason) {
    var level = log.rungs().lastLevel(trial.bracket(), trial.number(), trial.lastStep());
    var rung = log.rungs().rung(trial.bracket(), level.orElseThrow());
    var promotion =
        new Promotion(
            trial.number(),
            trial.bracket(),
            level.orElseThrow(),
            rung.size(),
            rung.rank(trial.number()).orElseThrow(),
            rung.loss(trial.number()).orElseThrow(),
            reason);
    log.promoted(trial, promotion, Cause.PERSON, now);
  }

  /** Keeps a decision that the scheduler did not take. */
  public void decided(Trial trial, Decision.Kind kind, Cause cause, String reason) {
    log.decided(trial, new Decision(kind, false, null, null, null, null, reason), cause, now);
  }

  /** The next step at which the trial is judged, if any. */
  public OptionalLong nextMilestone(Trial trial) {
    return definition.scheduler().nextMilestone(trial.bracket(), trial.lastStep());
  }

  /** The trial was cancelled: a rung that waits for it waits no longer. */
  public void judgeCancellation(Trial trial) {
    append(trial, definition.scheduler().cancel(progress(trial, Double.NaN), log.rungs()));
  }

  /** The trial ended by itself: a rung that waits for it waits no longer. */
  public void judgeOwnEnd(Trial trial) {
    append(trial, definition.scheduler().complete(progress(trial, lastValue(trial)), log.rungs()));
    judgeCompletion(trial);
  }

  /** The trial is complete; its last value is what its searcher learns. */
  public void judgeCompletion(Trial trial) {
    log.finished(trial, definition.objective().mode().loss(lastValue(trial)));
  }

  private double lastValue(Trial trial) {
    return trial.lastMetrics().get(definition.objective().metric());
  }

  /** What a trial reported at a step elsewhere. */
  public record Result(long step, Map<String, Double> metrics) {}

  /**
   * The trial was trained elsewhere: its searcher learns what it was at each milestone, and at its
   * end.
   *
   * @param results by step
   */
  public void imported(Trial trial, List<Result> results) {
    var levels = new TreeSet<Long>();
    for (int bracket = 0; bracket < definition.scheduler().brackets(); bracket++) {
      levels.addAll(definition.scheduler().milestones(bracket));
    }
    var reached = new ArrayList<StudyLog.Result>();
    for (var level : levels) {
      results.stream()
          .filter(result -> result.step() >= level)
          .findFirst()
          .ifPresent(first -> reached.add(imported(trial, level, first.metrics())));
    }
    log.imported(trial, reached, finishedLoss(trial));
  }

  private StudyLog.Result imported(Trial trial, long level, Map<String, Double> metrics) {
    var number = trial.number();
    return new StudyLog.Result(
        new RungEntry(StudyLog.IMPORTED, level, number, loss(metrics), RungEntry.Fate.ENDS),
        metrics);
  }

  private OptionalDouble finishedLoss(Trial trial) {
    return switch (trial.state()) {
      case COMPLETED -> OptionalDouble.of(loss(trial.lastMetrics()));
      case FAILED -> OptionalDouble.of(Double.POSITIVE_INFINITY);
      default -> OptionalDouble.empty();
    };
  }

  private double loss(Map<String, Double> metrics) {
    return definition.objective().mode().loss(metrics.get(definition.objective().metric()));
  }

  /** What the searcher learns from, while these trials run. */
  public History history(Collection<Trial> running) {
    return log.history(running);
  }

  private void append(Trial trial, Judgement judgement) {
    judgement.entries().forEach(entry -> log.reached(trial, entry));
  }

  private Progress progress(Trial trial, double value) {
    var loss = definition.objective().mode().loss(value);
    return new Progress(
        trial.number(),
        trial.bracket(),
        trial.lastStep(),
        loss,
        definition.objectives().severalLosses(trial.lastMetrics()));
  }
}
