package dev.tuner.scheduler.life;

import dev.tuner.scheduler.checkpoint.CheckpointRetention;
import dev.tuner.scheduler.judge.StudyEnding;
import dev.tuner.scheduler.judge.StudyLocks;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Deletes studies with all that belongs to them. From the first commit on a study is gone for
 * everybody; its rows and checkpoints are removed after that, some at a time, and by the next one
 * who looks if this instance dies in between.
 */
@Service
public class StudyRemoval {

  private static final int TRIALS_AT_ONCE = 500;

  private final StudyLocks locks;
  private final StudyEnding ending;
  private final CheckpointRetention checkpoints;
  private final TransactionTemplate transaction;
  private final JdbcClient db;

  StudyRemoval(
      StudyLocks locks,
      StudyEnding ending,
      CheckpointRetention checkpoints,
      TransactionTemplate transaction,
      JdbcClient db) {
    this.locks = locks;
    this.ending = ending;
    this.checkpoints = checkpoints;
    this.transaction = transaction;
    this.db = db;
  }

  /**
   * Deletes a study.
   *
   * @param force whether to cancel it if it has not ended; its workers are told at their next call
   * @throws StudyStateException if it has not ended, and {@code force} is false
   */
  public void delete(UUID id, boolean force) {
    transaction.executeWithoutResult(
        status -> {
          var locked = locks.lock(id);
          if (!locked.study().state().isOver()) {
            if (!force) {
              throw StudyStateException.open(
                  locked.study(), "cancel it before you delete it, or delete it with force=true");
            }
            ending.cancel(locked);
          }
          locked.study().delete(locked.now());
        });
    remove(id);
  }

  /** Removes what is left of deleted studies. */
  public void finish() {
    db.sql("select id from study where deleted_at is not null order by deleted_at")
        .query(UUID.class)
        .list()
        .forEach(this::remove);
  }

  private void remove(UUID id) {
    var trials = someTrials(id);
    while (!trials.isEmpty()) {
      remove(trials);
      trials = someTrials(id);
    }
    db.sql("delete from study where id = :id and deleted_at is not null").param("id", id).update();
  }

  private void remove(List<UUID> trials) {
    checkpoints.forgetAll(trials);
    db.sql("delete from measurement where trial_id = any(:trials)")
        .param("trials", trials.toArray(UUID[]::new))
        .update();
    db.sql("delete from trial where id = any(:trials)")
        .param("trials", trials.toArray(UUID[]::new))
        .update();
  }

  private List<UUID> someTrials(UUID id) {
    return db.sql("select id from trial where study_id = :id order by number limit :limit")
        .param("id", id)
        .param("limit", TRIALS_AT_ONCE)
        .query(UUID.class)
        .list();
  }
}
