package dev.tuner.scheduler.lease;

import dev.tuner.scheduler.TunerException;
import dev.tuner.scheduler.judge.LockedStudy;
import dev.tuner.scheduler.study.Resources;
import dev.tuner.scheduler.study.Study;
import dev.tuner.scheduler.worker.Registration;
import dev.tuner.scheduler.worker.WorkerRegistry;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Service;

/** Gives trials to callers that train by themselves. */
@Service
public class TrialAsking {
  // The caller brings its own machine: no study is too large for it.
  private static final Resources ANYTHING = new Resources(1e9, 1e9);

  private final WorkerRegistry workers;
  private final TrialLeasing leasing;

  TrialAsking(WorkerRegistry workers, TrialLeasing leasing) {
    this.workers = workers;
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
    return leasing
        .ask(studyId, worker, count, TrialAsking::requireExternal)
        .exceptionallyCompose(
            failure -> {
              if (isFailedReference(failure) && !workers.isKnown(worker)) {
                // remembered here and not in the database, which alone is right
                workers.forget(worker);
                return ask(studyId, client, count);
              }
              return CompletableFuture.failedFuture(failure);
            });
  }

  private static boolean isFailedReference(Throwable failure) {
    var cause = failure instanceof CompletionException ? failure.getCause() : failure;
    return cause instanceof DataIntegrityViolationException;
  }

  private static void requireExternal(LockedStudy locked) {
    if (!locked.study().external()) {
      throw new NotExternalException(locked.study());
    }
  }
}
