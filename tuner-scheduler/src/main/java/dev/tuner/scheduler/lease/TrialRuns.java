package dev.tuner.scheduler.lease;

import dev.tuner.scheduler.commit.Errand;
import dev.tuner.scheduler.commit.GroupCommit;
import dev.tuner.scheduler.judge.LockedStudy;
import dev.tuner.scheduler.judge.StudyLocks;
import dev.tuner.scheduler.judge.TrialMoves;
import dev.tuner.scheduler.trial.Trial;
import dev.tuner.scheduler.trial.TrialNotFoundException;
import dev.tuner.scheduler.trial.TrialOverException;
import dev.tuner.scheduler.trial.Trials;
import java.util.List;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * How the holder of a lease keeps or ends its run of the trial. Each call is refused when the lease
 * is over.
 */
@Service
public class TrialRuns {
  private final StudyLocks locks;
  private final Trials trials;
  private final Leases leases;
  private final TrialMoves moves;
  private final GroupCommit door;

  TrialRuns(StudyLocks locks, Trials trials, Leases leases, TrialMoves moves, GroupCommit door) {
    this.locks = locks;
    this.trials = trials;
    this.leases = leases;
    this.moves = moves;
    this.door = door;
  }

  /** The trainable ended by itself. */
  public Trial complete(LeaseRef lease) {
    return end(lease, moves::complete);
  }

  /** The trainable ended with an error; {@code log} are the last lines of its log, or null. */
  public Trial fail(LeaseRef lease, String error, String log) {
    return end(lease, (study, trial) -> moves.fail(study, trial, error, log));
  }

  /** The trial's process was killed or crashed. */
  public Trial lose(LeaseRef lease, String error, String log) {
    return end(lease, (study, trial) -> moves.lose(study, trial, error, log));
  }

  /** The worker gives the trial back, to go on elsewhere. */
  public Trial release(LeaseRef lease) {
    return end(lease, moves::release);
  }

  /** The holder is alive. */
  @Transactional
  public Trial keep(LeaseRef lease) {
    var trial = require(lease);
    leases.renew(List.of(trial.id()));
    return trial;
  }

  /**
   * The trial, held under this lease now.
   *
   * @throws LeaseLostException if the lease is over
   */
  @Transactional
  public Trial require(LeaseRef lease) {
    locks.lockStudyOf(lease.trialId());
    return held(lease);
  }

  private Trial end(LeaseRef lease, BiConsumer<LockedStudy, Trial> move) {
    UUID study =
        trials
            .studyOf(lease.trialId())
            .orElseThrow(() -> new TrialNotFoundException(lease.trialId()));
    return door.await(
        new Errand<>(
            study,
            List.of(lease.trialId()),
            locked -> {
              var trial = held(lease);
              move.accept(locked, trial);
              return trial;
            }));
  }

  private Trial held(LeaseRef lease) {
    var trial =
        trials
            .findById(lease.trialId())
            .orElseThrow(() -> new TrialNotFoundException(lease.trialId()));
    if (trial.state().isOver()) {
      throw new TrialOverException(trial);
    }
    if (!trial.isHeldUnder(lease.lease())) {
      throw new LeaseLostException(trial.id(), lease.lease());
    }
    return trial;
  }
}
