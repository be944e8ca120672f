package dev.tuner.scheduler.judge;

import dev.tuner.scheduler.event.StudyChanged;
import dev.tuner.scheduler.event.TrialMoved;
import dev.tuner.scheduler.lease.Leases;
import dev.tuner.scheduler.rung.Cause;
import dev.tuner.scheduler.study.StudyState;
import dev.tuner.scheduler.trial.Trial;
import dev.tuner.scheduler.trial.TrialState;
import dev.tuner.scheduler.trial.Trials;
import dev.tuner.search.scheduler.Decision;
import dev.tuner.search.stop.Ending;
import dev.tuner.search.stop.StopCriteria;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * Ends studies: when all is done, when a stop criterion is met, when the time or the run budget is
 * used up, or when a person cancels.
 */
@Component
public class StudyEnding {

  private final Trials trials;
  private final Leases leases;
  private final ApplicationEventPublisher events;

  StudyEnding(Trials trials, Leases leases, ApplicationEventPublisher events) {
    this.trials = trials;
    this.leases = leases;
    this.events = events;
  }

  /** Ends the study if no trial runs or waits, none may be promoted, and no sample is left. */
  public void endIfDone(LockedStudy locked) {
    var study = locked.study();
    if (study.state() != StudyState.RUNNING
        || study.numbers().hasSamplesLeft()
        || somethingMayRun(locked)) {
      return;
    }
    var best = trials.best(study.id());
    var failed = trials.countByStudyIdAndState(study.id(), TrialState.FAILED);
    if (best.isEmpty() && failed > 0) {
      end(
          locked,
          StudyState.FAILED,
          "%d of its trials failed and none has a result".formatted(failed));
    } else {
      end(
          locked,
          StudyState.COMPLETED,
          "all %d samples are done".formatted(study.numbers().samples()));
    }
  }

  /** Counts a report, and ends the study if that meets one of its stop criteria. */
  public void onReport(LockedStudy locked, StopCriteria.Reported report) {
    var criteria = locked.definition().limits().stop();
    var mode = locked.study().mode();
    var standing = criteria.after(report, mode, locked.study().standing());
    locked.study().standing(standing);
    endIfMet(locked, criteria.onReport(report, mode, standing));
  }

  /** Counts a failed trial, and ends the study if those were too many. */
  public void onFailure(LockedStudy locked, Trial trial, String error) {
    var criteria = locked.definition().limits().stop();
    var standing = locked.study().standing().failed(trial.lastStep());
    locked.study().standing(standing);
    endIfMet(locked, criteria.onFailure(trial.number(), error, locked.study().mode(), standing));
  }

  private void endIfMet(LockedStudy locked, Optional<Ending> met) {
    if (met.isPresent() && !locked.study().state().isOver()) {
      var state = met.get().failed() ? StudyState.FAILED : StudyState.COMPLETED;
      end(locked, state, met.get().reason());
    }
  }

  /**
   * Ends the study if its time, or what its trials may use in all, is used up: as at the moment
   * when it was, so that no trial is counted beyond it.
   */
  void endIfUsedUp(LockedStudy locked) {
    var study = locked.study();
    var due = study.mustEndAt().filter(at -> !locked.now().isBefore(at));
    if (due.isPresent() && !study.state().isOver()) {
      end(locked.asAt(due.get()), StudyState.COMPLETED, usedUp(locked, due.get()));
    }
  }

  private static String usedUp(LockedStudy locked, Instant due) {
    var limits = locked.definition().limits();
    return locked.study().life().deadlineAt().filter(due::equals).isPresent()
        ? "its time budget %s is used up".formatted(limits.timeBudget().orElseThrow())
        : "its budget of %s is used up"
            .formatted(limits.runBudget().words(locked.study().resources()));
  }

  /** Ends the study now: its paused, waiting and running trials are stopped. */
  public void end(LockedStudy locked, StudyState ending, String why) {
    endTrials(locked, (trial, reason) -> trial.cutOff(reason, locked.now()), why);
    locked.study().end(ending, why, locked.now());
    events.publishEvent(new StudyChanged(locked.study().id()));
  }

  /** A person cancels the study: its open trials are cancelled. */
  public void cancel(LockedStudy locked) {
    var why = "the study was cancelled";
    endTrials(locked, (trial, reason) -> trial.cancel(why, locked.now()), why);
    locked.study().end(StudyState.CANCELLED, "cancelled by a person", locked.now());
    events.publishEvent(new StudyChanged(locked.study().id()));
  }

  private void endTrials(LockedStudy locked, BiConsumer<Trial, String> ending, String why) {
    for (var trial : open(locked, TrialState.open())) {
      var paused = trial.state() == TrialState.PAUSED;
      var reason =
          paused ? "%s; not promoted before the end: %s".formatted(trial.reason(), why) : why;
      if (trial.state() == TrialState.RUNNING) {
        locked.study().runEnds(locked.now());
      }
      ending.accept(trial, reason);
      leases.end(trial.id());
      locked.decided(trial, Decision.Kind.STOP, Cause.STUDY, reason);
      events.publishEvent(
          new TrialMoved(locked.study().id(), trial.id(), trial.state(), trial.reason()));
    }
  }

  private boolean somethingMayRun(LockedStudy locked) {
    var waitOrRun = List.of(TrialState.PENDING, TrialState.RUNNING);
    return trials.existsByStudyIdAndStateIn(locked.study().id(), waitOrRun)
        || locked.promotion().isPresent()
        || trials.existsPausedByPerson(locked.study().id());
  }

  private List<Trial> open(LockedStudy locked, List<TrialState> states) {
    return trials.findByStudyIdAndStateInOrderByNumber(locked.study().id(), states);
  }
}
