package dev.tuner.api.worker;

import dev.tuner.api.http.FrequentCall;
import dev.tuner.scheduler.InvalidInputException;
import dev.tuner.scheduler.lease.TrialAsking;
import dev.tuner.wire.AskRequest;
import dev.tuner.wire.Assignments;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Callers that train by themselves ask for trials and report on them like workers. */
@Tag(name = "ask and tell")
@RestController
@RequestMapping("/api/v1/studies/{id}/trials:ask")
class AskController implements FrequentCall.Controller {

  private static final int MOST_TRIALS = 1000;
  private final TrialAsking asking;

  AskController(TrialAsking asking) {
    this.asking = asking;
  }

  @Override
  public List<FrequentCall<?>> frequentCalls() {
    return List.of(
        new FrequentCall<>("/api/v1/studies/", "/trials:ask", AskRequest.class, this::ask));
  }

  @Operation(summary = "Ask for trials; the same client gets its open trials again, then new ones")
  @PostMapping
  CompletableFuture<Assignments> ask(@PathVariable UUID id, @RequestBody AskRequest request) {
    if (request.clientId() == null || request.clientId().isBlank()) {
      throw new InvalidInputException(
          "invalid-ask", "/client_id", "choose a text that names you; it finds your trials again");
    }
    if (request.count() < 1 || request.count() > MOST_TRIALS) {
      throw new InvalidInputException(
          "invalid-ask", "/count", "count must be from 1 to %d".formatted(MOST_TRIALS));
    }
    return asking
        .ask(id, request.clientId(), request.count())
        .thenApply(found -> new Assignments(found.stream().map(AssignmentJson::of).toList()));
  }
}
