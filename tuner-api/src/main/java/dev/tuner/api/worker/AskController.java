package dev.tuner.api.worker;

import dev.tuner.scheduler.InvalidInputException;
import dev.tuner.scheduler.TunerException;
import dev.tuner.scheduler.lease.WaitingRoom;
import dev.tuner.scheduler.lease.WorkRequest;
import dev.tuner.scheduler.study.Resources;
import dev.tuner.scheduler.study.Studies;
import dev.tuner.scheduler.study.Study;
import dev.tuner.scheduler.worker.Registration;
import dev.tuner.scheduler.worker.WorkerRegistry;
import dev.tuner.wire.AskRequest;
import dev.tuner.wire.Assignments;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Callers that train by themselves ask for trials and report on them like workers. */
@Tag(name = "ask and tell")
@RestController
@RequestMapping("/api/v1/studies/{id}/trials:ask")
class AskController {

  private static final int MOST_TRIALS = 1000;
  // The caller brings its own machine: no study is too large for it.
  private static final Resources ANYTHING = new Resources(1e9, 1e9);

  private final Studies studies;
  private final WorkerRegistry workers;
  private final WaitingRoom waitingRoom;

  AskController(Studies studies, WorkerRegistry workers, WaitingRoom waitingRoom) {
    this.studies = studies;
    this.workers = workers;
    this.waitingRoom = waitingRoom;
  }

  /** The study's trials are trained by workers. */
  static final class NotExternalException extends TunerException {
    NotExternalException(Study study) {
      super(
          "study-not-external",
          Kind.CONFLICT,
          "Workers train study %s; create it with trainable {\"type\": \"external\"} to ask for its trials"
              .formatted(study.name()));
    }
  }

  @Operation(summary = "Ask for trials; the same client gets its open trials again, then new ones")
  @PostMapping
  Assignments ask(@PathVariable UUID id, @RequestBody AskRequest request) {
    var study = studies.get(id);
    if (!study.external()) {
      throw new NotExternalException(study);
    }
    if (request.clientId() == null || request.clientId().isBlank()) {
      throw new InvalidInputException(
          "invalid-ask", "/client_id", "choose a text that names you; it finds your trials again");
    }
    if (request.count() < 1 || request.count() > MOST_TRIALS) {
      throw new InvalidInputException(
          "invalid-ask", "/count", "count must be from 1 to %d".formatted(MOST_TRIALS));
    }
    var client =
        workers.register(
            new Registration(request.clientId(), "ask", ANYTHING, List.of(), Map.of()));
    var work = new WorkRequest(client.id(), Optional.of(id), ANYTHING, request.count(), Set.of());
    return new Assignments(
        waitingRoom.acquire(work, Duration.ZERO).join().stream().map(AssignmentJson::of).toList());
  }
}
