package dev.tuner.scheduler.lease;

import dev.tuner.scheduler.judge.StudyLocks;
import dev.tuner.scheduler.judge.TrialMoves;
import dev.tuner.scheduler.trial.Trials;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** Takes trials back from workers that fell silent. */
@Service
public class LeaseReaper {

  private final Leases leases;
  private final StudyLocks locks;
  private final Trials trials;
  private final TrialMoves moves;
  private final TransactionTemplate transaction;

  LeaseReaper(
      Leases leases,
      StudyLocks locks,
      Trials trials,
      TrialMoves moves,
      TransactionTemplate transaction) {
    this.leases = leases;
    this.locks = locks;
    this.trials = trials;
    this.moves = moves;
    this.transaction = transaction;
  }

  /**
   * Takes back every trial whose lease has expired: it goes back to the queue, or fails when no
   * retry is left.
   */
  public void reapExpired() {
    for (var study : leases.studiesWithExpired()) {
      transaction.executeWithoutResult(status -> reapIn(study));
    }
  }

  private void reapIn(UUID studyId) {
    var locked = locks.lock(studyId);
    for (var trialId : leases.expiredIn(studyId)) {
      if (leases.endExpired(trialId)) {
        var trial = trials.findById(trialId).orElseThrow();
        moves.lose(locked, trial, "worker %s fell silent".formatted(trial.lastWorker()), null);
      }
    }
  }
}
