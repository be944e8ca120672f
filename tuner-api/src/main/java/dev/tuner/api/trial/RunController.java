package dev.tuner.api.trial;

import dev.tuner.scheduler.InvalidInputException;
import dev.tuner.scheduler.lease.LeaseRef;
import dev.tuner.scheduler.lease.TrialRuns;
import dev.tuner.wire.EndOfTrial;
import dev.tuner.wire.TrialView;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.UUID;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** How the holder of a trial's lease keeps it and ends it. */
@Tag(name = "running trials")
@RestController
@RequestMapping("/api/v1/trials")
class RunController {

  private static final int LONGEST_TEXT = 64 * 1024;

  private final TrialRuns runs;
  private final TrialJson json;

  RunController(TrialRuns runs, TrialJson json) {
    this.runs = runs;
    this.json = json;
  }

  @Operation(summary = "The trainable ended by itself")
  @PostMapping("/{id}:complete")
  TrialView complete(@PathVariable UUID id, @RequestBody EndOfTrial end) {
    return json.of(runs.complete(new LeaseRef(id, end.lease())).id());
  }

  @Operation(summary = "The trainable failed, or its process was lost")
  @PostMapping("/{id}:fail")
  TrialView fail(@PathVariable UUID id, @RequestBody EndOfTrial end) {
    if (end.error() == null || end.error().isBlank()) {
      throw new InvalidInputException(
          "missing-error", "/error", "a failed trial needs the text of its error");
    }
    var lease = new LeaseRef(id, end.lease());
    var error = start(end.error());
    var log = end.log() == null ? null : end(end.log());
    var trial = end.lostProcess() ? runs.lose(lease, error, log) : runs.fail(lease, error, log);
    return json.of(trial.id());
  }

  @Operation(summary = "Give the trial back; it goes on elsewhere from its last checkpoint")
  @PostMapping("/{id}:release")
  TrialView release(@PathVariable UUID id, @RequestBody EndOfTrial end) {
    return json.of(runs.release(new LeaseRef(id, end.lease())).id());
  }

  @Operation(summary = "The holder is alive: renews the lease")
  @PostMapping("/{id}:heartbeat")
  TrialView heartbeat(@PathVariable UUID id, @RequestBody EndOfTrial end) {
    return json.of(runs.keep(new LeaseRef(id, end.lease())).id());
  }

  private static String start(String text) {
    return text.substring(0, Math.min(text.length(), LONGEST_TEXT)).replace("\0", "");
  }

  private static String end(String text) {
    return text.substring(Math.max(0, text.length() - LONGEST_TEXT)).replace("\0", "");
  }
}
