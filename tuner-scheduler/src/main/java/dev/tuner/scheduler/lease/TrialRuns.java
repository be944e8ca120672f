package dev.tuner.scheduler.lease;

import dev.tuner.scheduler.judge.LockedStudy;
import dev.tuner.scheduler.judge.StudyLocks;
import dev.tuner.scheduler.judge.TrialMoves;
import dev.tuner.scheduler.trial.Trial;
import dev.tuner.scheduler.trial.TrialNotFoundException;
import dev.tuner.scheduler.trial.TrialOverException;
import dev.tuner.scheduler.trial.TrialState;
import dev.tuner.scheduler.trial.Trials;
import java.util.List;
import java.util.Set;
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

  TrialRuns(StudyLocks locks, Trials trials, Leases leases, TrialMoves moves) {
    this.locks = locks;
    this.trials = trials;
    this.leases = leases;
    this.moves = moves;
  }

  /** The trainable ended by itself. */
  @Transactional
  public Trial complete(LeaseRef lease) {
    return move(lease, moves::complete);
  }

  /** The trainable ended with an error; {@code log} are the last lines of its log, or null. */
  @Transactional
  public Trial fail(LeaseRef lease, String error, String log) {
    return move(lease, (study, trial) -> moves.fail(study, trial, error, log));
  }

  /** The trial's process was killed or crashed. */
  @Transactional
  public Trial lose(LeaseRef lease, String error, String log) {
    return move(lease, (study, trial) -> moves.lose(study, trial, error, log));
  }

  /** The worker gives the trial back, to go on elsewhere. */
  @Transactional
  public Trial release(LeaseRef lease) {
    return move(lease, moves::release);
  }

  /** The holder is alive. */
  @Transactional
  public Trial keep(LeaseRef lease) {
    return move(lease, (study, trial) -> leases.renew(List.of(trial.id())));
  }

  /**
   * The trial, held under this lease now.
   *
   * @throws LeaseLostException if the lease is over
   */
  @Transactional
  public Trial require(LeaseRef lease) {
    return move(lease, (study, trial) -> {});
  }

  private Trial move(LeaseRef lease, Move move) {
    var study = locks.lockStudyOf(lease.trialId());
    var trial =
        trials
            .findById(lease.trialId())
            .orElseThrow(() -> new TrialNotFoundException(lease.trialId()));
    if (trial.state().isOver()) {
      throw new TrialOverException(trial);
    }
    if (trial.state() != TrialState.RUNNING
        || trial.leaseNumber() != lease.lease()
        || leases.live(Set.of(trial.id())).isEmpty()) {
      throw new LeaseLostException(trial.id(), lease.lease());
    }
    move.apply(study, trial);
    return trial;
  }

  private interface Move {
    void apply(LockedStudy study, Trial trial);
  }
}
