package dev.tuner.api.trial;

import dev.tuner.scheduler.lineage.Ancestry;
import dev.tuner.scheduler.study.Studies;
import dev.tuner.scheduler.study.StudyDefinitions;
import dev.tuner.scheduler.trial.TrialNotFoundException;
import dev.tuner.scheduler.trial.Trials;
import dev.tuner.wire.PolicyStep;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The schedule of configs that led to a trial's weights. */
@Tag(name = "trials")
@RestController
@RequestMapping("/api/v1/trials")
class PolicyController {

  private final Trials trials;
  private final Studies studies;
  private final StudyDefinitions definitions;
  private final Ancestry ancestry;

  PolicyController(
      Trials trials, Studies studies, StudyDefinitions definitions, Ancestry ancestry) {
    this.trials = trials;
    this.studies = studies;
    this.definitions = definitions;
    this.ancestry = ancestry;
  }

  @Operation(
      summary = "With which configs the trial's weights were trained, from the first step on",
      description =
          "Ancestors from whom it took over come first. The answer is a policy for the scheduler pbt_replay.")
  @GetMapping("/{id}/policy")
  List<PolicyStep> policy(@PathVariable UUID id) {
    var trial = trials.findById(id).orElseThrow(() -> new TrialNotFoundException(id));
    var definition = definitions.of(studies.get(trial.studyId()));
    return ancestry.policy(id, definition).stream()
        .map(each -> new PolicyStep(each.from(), each.config(), each.trial(), each.seed()))
        .toList();
  }
}
