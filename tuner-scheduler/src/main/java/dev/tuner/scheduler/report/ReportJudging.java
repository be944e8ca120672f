package dev.tuner.scheduler.report;

import dev.tuner.scheduler.TunerException;
import dev.tuner.scheduler.judge.LockedStudy;
import dev.tuner.scheduler.judge.TrialMoves;
import dev.tuner.scheduler.lease.Leases;
import dev.tuner.scheduler.sql.PerTransaction;
import dev.tuner.scheduler.study.StudyState;
import dev.tuner.scheduler.trial.PauseCause;
import dev.tuner.scheduler.trial.Trial;
import dev.tuner.scheduler.trial.TrialNotFoundException;
import dev.tuner.scheduler.trial.TrialState;
import dev.tuner.scheduler.trial.Trials;
import dev.tuner.search.scheduler.Decision;
import dev.tuner.search.stop.StopCriteria;
import java.util.List;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Checks reports, has them judged, and moves their trials, within the current transaction. */
@Component
class ReportJudging {
  private final Trials trials;
  private final TrialMoves moves;
  private final Leases leases;
  private final PerTransaction<NewMeasurements> measurements;

  ReportJudging(
      Trials trials,
      TrialMoves moves,
      Leases leases,
      Measurements measurements,
      ApplicationEventPublisher events) {
    this.trials = trials;
    this.moves = moves;
    this.leases = leases;
    this.measurements = new PerTransaction<>(() -> new NewMeasurements(measurements, events));
  }

  /** Each report is judged on all before it. */
  List<ReportOutcome> takeIn(LockedStudy study, List<ReportCommand> reports) {
    var arrived = reports.stream().map(this::arrived).toList();
    var stored = measurements.get();
    stored.lookUp(arrived.stream().filter(Arrived::isKnown).map(Arrived::report).toList());
    return arrived.stream().map(each -> outcome(study, each, stored)).toList();
  }

  /** A report and its trial, if there is one. */
  private record Arrived(ReportCommand report, Optional<Trial> trial) {
    boolean isKnown() {
      return trial.isPresent() && report.step() <= trial.get().lastStep();
    }
  }

  private Arrived arrived(ReportCommand report) {
    return new Arrived(report, trials.findById(report.trialId()));
  }

  private ReportOutcome outcome(LockedStudy study, Arrived arrived, NewMeasurements stored) {
    try {
      return new ReportOutcome.Answered(answer(study, arrived, stored));
    } catch (TunerException e) {
      stored.refused();
      return new ReportOutcome.Refused(e);
    }
  }

  private ReportAnswer answer(LockedStudy study, Arrived arrived, NewMeasurements stored) {
    var report = arrived.report();
    var trial = arrived.trial().orElseThrow(() -> new TrialNotFoundException(report.trialId()));
    ReportCheck.requireWellFormed(report, study.study(), study.definition().objectives());
    if (arrived.isKnown()) {
      var before = stored.at(trial.id(), report.step());
      if (before.isPresent() && before.get().lease() == report.lease()) {
        return repeat(report, before.get(), study, trial);
      }
    }
    ReportCheck.requireLease(report, trial);
    ReportCheck.requireLaterStep(report, trial);
    return takeIn(report, study, trial, stored);
  }

  private ReportAnswer repeat(
      ReportCommand report, Measurement before, LockedStudy study, Trial trial) {
    if (!before.metrics().value().equals(report.metrics())) {
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

  private ReportAnswer takeIn(
      ReportCommand report, LockedStudy study, Trial trial, NewMeasurements stored) {
    double value = report.metrics().get(study.study().metric());
    var reported =
        new StopCriteria.Reported(trial.number(), trial.lastStep(), report.step(), value);
    var attempt = trial.attempt();
    if (trial.leaseIsAgeingAt(study.now())) {
      leases.renewLater(trial.id()); // who reports is alive
    }
    trial.measured(report.step(), report.stored(), value, study.study().mode());
    var sequence = study.log().measured();
    var decision = study.judge(trial, value);
    moves.follow(study, trial, decision);
    if (trial.state() == TrialState.RUNNING) {
      pauseIfAsked(study, trial);
    }
    moves.counted(study, reported);
    var kind = kind(trial.state(), decision);
    stored.add(Measurement.of(report, attempt, value, kind, study.now(), sequence));
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
