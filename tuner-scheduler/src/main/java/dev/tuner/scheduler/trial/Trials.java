package dev.tuner.scheduler.trial;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;

/** All trials. Who wants to change one holds the row lock of its study. */
public interface Trials extends JpaRepository<Trial, UUID> {

  /** The trial that waits for a worker longest, by number. */
  Optional<Trial> findFirstByStudyIdAndStateOrderByNumber(UUID studyId, TrialState state);

  Optional<Trial> findByStudyIdAndNumber(UUID studyId, int number);

  List<Trial> findByStudyIdAndStateInOrderByNumber(UUID studyId, Collection<TrialState> states);

  int countByStudyIdAndState(UUID studyId, TrialState state);

  boolean existsByStudyIdAndStateIn(UUID studyId, Collection<TrialState> states);

  boolean existsByStudyIdAndPauseCauseNotNullAndPauseCauseNot(UUID studyId, PauseCause cause);

  List<Trial> findByStudyIdAndPauseCause(UUID studyId, PauseCause cause);

  /** Which study a trial belongs to, read before that study is locked. */
  @Query("select t.studyId from Trial t where t.id = :id")
  Optional<UUID> studyOf(UUID id);

  /** The studies of these trials, read before those studies are locked. */
  @Query("select distinct t.studyId from Trial t where t.id in :ids")
  List<UUID> studiesOf(Collection<UUID> ids);

  /** The best trial with a finite value. */
  Optional<Trial> findFirstByStudyIdAndBestLossNotNullOrderByBestLossAscNumberAsc(UUID studyId);
}
