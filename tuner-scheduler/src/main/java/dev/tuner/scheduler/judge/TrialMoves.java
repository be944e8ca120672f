package dev.tuner.scheduler.judge;

import dev.tuner.scheduler.event.RunLost;
import dev.tuner.scheduler.event.StudyChanged;
import dev.tuner.scheduler.event.TrialMoved;
import dev.tuner.scheduler.lease.Leases;
import dev.tuner.scheduler.rung.Cause;
import dev.tuner.scheduler.trial.PauseCause;
import dev.tuner.scheduler.trial.Trial;
import dev.tuner.scheduler.trial.TrialState;
import dev.tuner.search.scheduler.Decision;
import dev.tuner.search.stop.StopCriteria;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * Every way in which a trial stops running: its state, its lease, the study's log and the news go
 * together.
 */
@Component
public class TrialMoves {

  private final Leases leases;
  private final StudyEnding ending;
  private final ApplicationEventPublisher events;

  TrialMoves(Leases leases, StudyEnding ending, ApplicationEventPublisher events) {
    this.leases = leases;
    this.ending = ending;
    this.events = events;
  }

  /** Does what was decided about a running trial. */
  public void follow(LockedStudy study, Trial trial, Decision decision) {
    if (decision.kind() == Decision.Kind.PAUSE || decision.kind() == Decision.Kind.STOP) {
      runEnds(study, trial);
    }
    switch (decision.kind()) {
      case CONTINUE, PROMOTE -> study.study().touch();
      case PAUSE -> {
        trial.pause(PauseCause.SCHEDULER, decision.reason(), study.now());
        stoppedRunning(study, trial);
      }
      case STOP -> {
        if (decision.complete()) {
          trial.complete(decision.reason(), study.now());
          study.judgeCompletion(trial);
        } else {
          trial.stop(decision.reason(), study.now());
        }
        stoppedRunning(study, trial);
      }
    }
  }

  /** The trial has reported, and was judged: the study may end with it. */
  public void counted(LockedStudy study, StopCriteria.Reported report) {
    ending.onReport(study, report);
  }

  /** A person paused the trial or its study, and the trial has just reported. */
  public void pauseForPerson(LockedStudy study, Trial trial, PauseCause cause, String why) {
    runEnds(study, trial);
    trial.pause(cause, why, study.now());
    study.decided(trial, Decision.Kind.PAUSE, Cause.PERSON, why);
    stoppedRunning(study, trial);
  }

  /** The trainable ended by itself. */
  public void complete(LockedStudy study, Trial trial) {
    if (trial.lastStep() == 0) {
      fail(
          study,
          trial,
          "the trainable ended without reporting " + study.study().metric(),
          trial.logTail());
      return;
    }
    var reason = "ended by itself after step " + trial.lastStep();
    runEnds(study, trial);
    trial.complete(reason, study.now());
    study.judgeOwnEnd(trial);
    study.decided(trial, Decision.Kind.STOP, Cause.TRIAL, reason);
    stoppedRunning(study, trial);
  }

  /**
   * The trainable ended with an error: the config is bad, another attempt would end the same way.
   */
  public void fail(LockedStudy study, Trial trial, String error, String log) {
    runEnds(study, trial);
    trial.fail(error, log, study.now());
    study.judgeFailure(trial);
    study.decided(trial, Decision.Kind.STOP, Cause.ERROR, "it failed: " + firstLine(error));
    ending.onFailure(study, trial, firstLine(error));
    stoppedRunning(study, trial);
  }

  /** The worker or its process was lost: another attempt, or the end when none is left. */
  public void lose(LockedStudy study, Trial trial, String why, String log) {
    events.publishEvent(new RunLost(study.study().id(), trial.id(), trial.lastWorker(), why));
    var retries = study.definition().care().maxRetries();
    if (trial.retries() >= retries) {
      fail(study, trial, "%s; no retry of %d is left".formatted(why, retries), log);
      return;
    }
    runEnds(study, trial);
    trial.retry(why + "; it goes on as attempt " + (trial.attempt() + 1), study.now());
    stoppedRunning(study, trial);
  }

  /** The worker gives the lease back in good order. */
  public void release(LockedStudy study, Trial trial) {
    runEnds(study, trial);
    trial.release(study.now());
    stoppedRunning(study, trial);
  }

  /** A person cancels an open trial. */
  public void cancel(LockedStudy study, Trial trial, String why) {
    if (trial.pauseCause() == PauseCause.SCHEDULER) {
      study.log().withdrawn(trial);
    } else {
      study.judgeCancellation(trial);
    }
    runEnds(study, trial);
    trial.cancel(why, study.now());
    study.decided(trial, Decision.Kind.STOP, Cause.PERSON, why);
    stoppedRunning(study, trial);
  }

  /** A paused trial waits for a worker again, because a person said so or it was promoted. */
  public void goOn(LockedStudy study, Trial trial, String why) {
    trial.goOn(why);
    moved(study, trial);
  }

  /** The study may have work again. */
  public void announce(LockedStudy study) {
    events.publishEvent(new StudyChanged(study.study().id()));
  }

  /** What its runs use of the study's budget is counted until now. */
  private static void runEnds(LockedStudy study, Trial trial) {
    if (trial.state() == TrialState.RUNNING) {
      study.study().runEnds(study.now());
    }
  }

  private void stoppedRunning(LockedStudy study, Trial trial) {
    leases.end(trial.id());
    moved(study, trial);
    ending.endIfDone(study);
  }

  private void moved(LockedStudy study, Trial trial) {
    var id = study.study().id();
    study.study().touch();
    events.publishEvent(new TrialMoved(id, trial.id(), trial.state(), trial.reason()));
    announce(study);
  }

  private static String firstLine(String text) {
    return text.lines().findFirst().orElse("");
  }
}
