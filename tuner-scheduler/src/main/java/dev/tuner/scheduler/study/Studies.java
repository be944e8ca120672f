package dev.tuner.scheduler.study;

import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.transaction.annotation.Transactional;

/** All studies. */
public interface Studies extends JpaRepository<Study, UUID> {

  /** The study with its row locked until the transaction ends. */
  @Lock(LockModeType.PESSIMISTIC_WRITE)
  @Query("select s from Study s where s.id = :id and s.deletedAt is null")
  Optional<Study> lock(UUID id);

  /** Open studies whose time or run budget is used up by the database's clock. */
  @Query(
      value =
          """
          select id from study
          where state in ('RUNNING', 'PAUSED')
            and least(deadline_at, run_budget_ends_at) <= clock_timestamp()
          order by id
          """,
      nativeQuery = true)
  List<UUID> overdue();

  /** Studies that wait for a start whose time has come by the database's clock. */
  @Query(
      value =
          """
          select id from study
          where state = 'PAUSED' and started_at is null
            and coalesce(start_at, '-infinity') <= clock_timestamp() order by id
          """,
      nativeQuery = true)
  List<UUID> due();

  Optional<Study> findByIdempotencyKey(String key);

  /** The study, or {@link StudyNotFoundException}. */
  default Study get(UUID id) {
    return findById(id)
        .filter(study -> study.deletedAt().isEmpty())
        .orElseThrow(() -> new StudyNotFoundException(id));
  }

  /**
   * The study with its row locked until the transaction ends, or {@link StudyNotFoundException}.
   */
  @Transactional(noRollbackFor = StudyNotFoundException.class)
  default Study getLocked(UUID id) {
    return lock(id).orElseThrow(() -> new StudyNotFoundException(id));
  }
}
