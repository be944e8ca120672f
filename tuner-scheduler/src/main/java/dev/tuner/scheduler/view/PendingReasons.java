package dev.tuner.scheduler.view;

import dev.tuner.scheduler.lease.Candidate;
import dev.tuner.scheduler.lease.StudiesWithWork;
import dev.tuner.scheduler.study.Study;
import dev.tuner.scheduler.study.StudyState;
import dev.tuner.scheduler.view.LiveWorkers.LiveWorker;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Why a study's trials wait and do not run, in words: computed when somebody asks. */
@Component
public class PendingReasons {

  private final StudiesWithWork studies;
  private final LiveWorkers workers;
  private final JdbcClient db;

  PendingReasons(StudiesWithWork studies, LiveWorkers workers, JdbcClient db) {
    this.studies = studies;
    this.workers = workers;
    this.db = db;
  }

  /** What a trial of the study waits for now; empty when its study is over. */
  public Optional<String> of(Study study) {
    return Optional.ofNullable(of(List.of(study)).get(study.id()));
  }

  /** What trials of these studies wait for now; studies that are over are left out. */
  public Map<UUID, String> of(Collection<Study> waiting) {
    var reasons = new HashMap<UUID, String>();
    Situation situation = null;
    for (var study : waiting) {
      if (study.state().isOver()) {
        continue;
      }
      var own = ofItsOwn(study);
      if (own.isEmpty() && situation == null) {
        situation = new Situation(workers.now(), studies.candidates());
      }
      reasons.put(study.id(), own.isPresent() ? own.get() : situation.why(study));
    }
    return reasons;
  }

  private Optional<String> ofItsOwn(Study study) {
    if (study.state() == StudyState.PAUSED) {
      return Optional.of(
          study.life().startedAt().isEmpty()
              ? study.reason()
              : "the study is paused; resume it to let its trials go on");
    }
    if (runningTrials(study) >= study.maxConcurrent()) {
      return Optional.of(
          "the study's max_concurrent_trials of %d reached".formatted(study.maxConcurrent()));
    }
    return study.external()
        ? Optional.of("nobody asks for its trials; they go to callers of trials:ask")
        : Optional.empty();
  }

  private int runningTrials(Study study) {
    return db.sql("select count(*)::int from trial where study_id = :study and state = 'RUNNING'")
        .param("study", study.id())
        .query(Integer.class)
        .single();
  }

  /** Who could run trials, and who wants to. */
  private record Situation(List<LiveWorker> workers, List<Candidate> candidates) {
    String why(Study study) {
      var claim = study.claim();
      var higher =
          candidates.stream()
              .filter(other -> other.rank().sure() && other.rank().priority() > claim.priority())
              .sorted(
                  Comparator.comparingInt((Candidate other) -> -other.rank().priority())
                      .thenComparingInt(other -> other.rank().order()))
              .toList();
      return new PlacementWords(claim.each(), workers, higher).why();
    }
  }
}
