package dev.tuner.scheduler.lease;

import dev.tuner.scheduler.TunerException;
import dev.tuner.scheduler.judge.LockedStudy;
import dev.tuner.scheduler.lease.StudiesWithWork.Held;
import dev.tuner.scheduler.study.Resources;
import dev.tuner.scheduler.study.Study;
import dev.tuner.scheduler.worker.Registration;
import dev.tuner.scheduler.worker.WorkerRegistry;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.springframework.stereotype.Service;

/** Gives trials to callers that train by themselves. */
@Service
public class TrialAsking {
  // The caller brings its own machine: no study is too large for it.
  private static final Resources ANYTHING = new Resources(1e9, 1e9);

  private final WorkerRegistry workers;
  private final StudiesWithWork studies;
  private final TrialLeasing leasing;

  TrialAsking(WorkerRegistry workers, StudiesWithWork studies, TrialLeasing leasing) {
    this.workers = workers;
    this.studies = studies;
    this.leasing = leasing;
  }

  /** The study's trials are trained by workers. */
  public static final class NotExternalException extends TunerException {
    NotExternalException(Study study) {
      super(
          "study-not-external",
          Kind.CONFLICT,
          "Workers train study %s; create it with trainable {\"type\": \"external\"} to ask for its trials"
              .formatted(study.name()));
    }
  }

  /**
   * Trials of the study: first those that the client has open, then new ones.
   *
   * @param client names the caller; it finds its open trials again
   * @param count how many it wants to have open in all
   */
  public CompletableFuture<List<LeasedTrial>> ask(UUID studyId, String client, int count) {
    var worker = workers.client(new Registration(client, "ask", ANYTHING, List.of(), Map.of()));
    var held = studies.heldBy(List.of(worker.id()));
    if (!held.containsKey(worker.id())) {
      workers.forget(worker);
      return ask(studyId, client, count);
    }
    var open =
        held.get(worker.id()).stream()
            .filter(each -> each.studyId().equals(studyId))
            .map(Held::trialId)
            .limit(count)
            .toList();
    return leasing.ask(studyId, worker, open, count, TrialAsking::requireExternal);
  }

  private static void requireExternal(LockedStudy locked) {
    if (!locked.study().external()) {
      throw new NotExternalException(locked.study());
    }
  }
}
