package dev.tuner.scheduler.report;

import dev.tuner.scheduler.TunerException;
import dev.tuner.scheduler.judge.LockedStudy;
import dev.tuner.scheduler.judge.TrialMoves;
import dev.tuner.scheduler.study.StudyState;
import dev.tuner.scheduler.trial.PauseCause;
import dev.tuner.scheduler.trial.Trial;
import dev.tuner.scheduler.trial.TrialNotFoundException;
import dev.tuner.scheduler.trial.TrialState;
import dev.tuner.search.scheduler.Decision;
import dev.tuner.search.stop.StopCriteria;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Reports that are committed together: their studies locked, their trials loaded, judged one after
 * the other.
 */
final class ReportBatch {

  private final Map<UUID, LockedStudy> studies;
  private final Map<UUID, Trial> trials;
  private final Set<UUID> liveLeases;
  private final TrialMoves moves;
  private final Map<Key, Measurement> stored = new HashMap<>();
  private final List<Measurement> appended = new ArrayList<>();

  private record Key(UUID trialId, long step) {}

  ReportBatch(
      Map<UUID, LockedStudy> studies,
      Map<UUID, Trial> trials,
      Set<UUID> liveLeases,
      TrialMoves moves) {
    this.studies = studies;
    this.trials = trials;
    this.liveLeases = liveLeases;
    this.moves = moves;
  }

  /** A step that was reported before this batch. */
  void known(Measurement measurement) {
    stored.put(new Key(measurement.trialId(), measurement.step()), measurement);
  }

  /** The measurements that this batch adds. */
  List<Measurement> appended() {
    return appended;
  }

  ReportOutcome take(ReportCommand report) {
    try {
      return new ReportOutcome.Answered(answer(report));
    } catch (TunerException e) {
      return new ReportOutcome.Refused(e);
    }
  }

  private ReportAnswer answer(ReportCommand report) {
    var trial = trials.get(report.trialId());
    if (trial == null) {
      throw new TrialNotFoundException(report.trialId());
    }
    var study = studies.get(trial.studyId());
    ReportCheck.requireWellFormed(report, study.study(), study.definition().objectives());
    var before = stored.get(new Key(trial.id(), report.step()));
    if (before != null && before.lease() == report.lease()) {
      return repeat(report, before, study, trial);
    }
    ReportCheck.requireLease(report, trial, liveLeases.contains(trial.id()));
    ReportCheck.requireLaterStep(report, trial);
    return takeIn(report, study, trial);
  }

  private ReportAnswer repeat(
      ReportCommand report, Measurement before, LockedStudy study, Trial trial) {
    if (!before.metrics().equals(report.metrics())) {
      throw new MeasurementConflictException(report);
    }
    var state =
        switch (before.decision()) {
          case CONTINUE, PROMOTE -> TrialState.RUNNING;
          case PAUSE -> TrialState.PAUSED;
          case STOP -> trial.state();
        };
    return answer(before.decision(), state, "this step was reported before", study, trial);
  }

  private ReportAnswer takeIn(ReportCommand report, LockedStudy study, Trial trial) {
    double value = report.metrics().get(study.study().metric());
    var reported =
        new StopCriteria.Reported(trial.number(), trial.lastStep(), report.step(), value);
    trial.measured(report.step(), report.metrics(), value, study.study().mode());
    var attempt = trial.attempt();
    var sequence = study.log().measured();
    var decision = study.judge(trial, value);
    moves.follow(study, trial, decision);
    if (trial.state() == TrialState.RUNNING) {
      pauseIfAsked(study, trial);
    }
    moves.counted(study, reported);
    var kind = kind(trial.state(), decision);
    var measurement =
        new Measurement(
            trial.id(),
            report.step(),
            report.lease(),
            attempt,
            value,
            report.metrics(),
            report.seconds(),
            kind,
            study.now(),
            sequence);
    appended.add(measurement);
    known(measurement);
    var reason = trial.state() == TrialState.RUNNING ? decision.reason() : trial.reason();
    return answer(kind, trial.state(), reason, study, trial);
  }

  /** What the trial shall do: a person or the end of the study may have come between. */
  private static Decision.Kind kind(TrialState state, Decision decision) {
    if (state == TrialState.PAUSED) {
      return Decision.Kind.PAUSE;
    }
    var stopped = state.isOver() && decision.kind() == Decision.Kind.CONTINUE;
    return stopped ? Decision.Kind.STOP : decision.kind();
  }

  private void pauseIfAsked(LockedStudy study, Trial trial) {
    if (trial.pauseRequested()) {
      moves.pauseForPerson(study, trial, PauseCause.TRIAL, "paused by a person");
    } else if (study.study().state() == StudyState.PAUSED) {
      moves.pauseForPerson(study, trial, PauseCause.STUDY, "its study was paused by a person");
    }
  }

  private static ReportAnswer answer(
      Decision.Kind kind, TrialState state, String reason, LockedStudy study, Trial trial) {
    var milestone = study.nextMilestone(trial);
    return new ReportAnswer(
        kind, state, reason, milestone.isPresent() ? milestone.getAsLong() : null);
  }
}
