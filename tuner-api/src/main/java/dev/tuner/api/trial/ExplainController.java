package dev.tuner.api.trial;

import dev.tuner.scheduler.study.Studies;
import dev.tuner.scheduler.trial.TrialNotFoundException;
import dev.tuner.scheduler.trial.Trials;
import dev.tuner.scheduler.view.DecisionLedger;
import dev.tuner.wire.TrialExplanation;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Map;
import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Tells why. */
@Tag(name = "trials")
@RestController
@RequestMapping("/api/v1/trials")
class ExplainController {

  private final Trials trials;
  private final Studies studies;
  private final DecisionLedger ledger;

  ExplainController(Trials trials, Studies studies, DecisionLedger ledger) {
    this.trials = trials;
    this.studies = studies;
    this.ledger = ledger;
  }

  @Operation(
      summary = "Why the trial got its config, and why it was stopped, paused or promoted",
      description =
          "In words and numbers: rank, cutoff, who was better, and what would have been needed.")
  @GetMapping("/{id}/explain")
  TrialExplanation explain(@PathVariable UUID id) {
    var trial = trials.findById(id).orElseThrow(() -> new TrialNotFoundException(id));
    var study = studies.get(trial.studyId());
    return new TrialExplanation(
        id.toString(),
        study.id().toString(),
        trial.number(),
        trial.state().name(),
        new TrialExplanation.Choice(
            Chosen.words(trial),
            Chosen.numbers(trial),
            searcher(study.definition()),
            trial.config()),
        ledger.of(id).stream().map(entry -> Why.of(entry, study)).toList());
  }

  private static String searcher(Map<String, Object> definition) {
    return String.valueOf(((Map<?, ?>) definition.get("search")).get("type"));
  }
}
