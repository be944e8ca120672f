package dev.tuner.api.trial;

import dev.tuner.scheduler.InvalidInputException;
import dev.tuner.scheduler.given.TrialIntake;
import dev.tuner.scheduler.given.TrialIntake.Taken;
import dev.tuner.scheduler.study.IdempotencyKey;
import dev.tuner.scheduler.trial.TrialState;
import dev.tuner.wire.GivenTrials;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** People give trials to a study: finished elsewhere, or configs to run next. */
@Tag(name = "trials")
@RestController
@RequestMapping("/api/v1/studies/{id}/trials")
class GivenTrialsController {

  private static final int LONGEST_KEY = 200;

  private final TrialIntake intake;

  GivenTrialsController(TrialIntake intake) {
    this.intake = intake;
  }

  @Operation(
      summary = "Import finished trials, or enqueue configs to run next; all or none",
      description =
          "One trial, or an object with a list of trials. With metrics or measurements a trial was trained elsewhere:"
              + " searchers learn from it, it counts towards no limit. With a config alone it runs next and"
              + " counts towards num_samples; what is missing of the config is drawn.",
      requestBody =
          @io.swagger.v3.oas.annotations.parameters.RequestBody(
              content = @Content(schema = @Schema(implementation = GivenTrials.class))))
  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  GivenTrials.Reply give(
      @PathVariable UUID id,
      @RequestBody Map<String, Object> given,
      @RequestHeader(name = "Idempotency-Key", required = false) String key) {
    if (key != null && key.length() > LONGEST_KEY) {
      throw new InvalidInputException(
          "invalid-idempotency-key",
          "",
          "an Idempotency-Key may have %d characters at most".formatted(LONGEST_KEY));
    }
    return reply(intake.take(id, given, IdempotencyKey.of(key, given)));
  }

  private static GivenTrials.Reply reply(List<Taken> taken) {
    var toRun = (int) taken.stream().filter(each -> each.state() == TrialState.PENDING).count();
    return new GivenTrials.Reply(
        taken.size() - toRun,
        toRun,
        taken.stream()
            .map(each -> new GivenTrials.Taken(each.id().toString(), each.number()))
            .toList());
  }
}
