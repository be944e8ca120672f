package dev.tuner.api.trial;

import dev.tuner.scheduler.judge.TrialControl;
import dev.tuner.scheduler.lineage.Lineage;
import dev.tuner.scheduler.provenance.Provenances;
import dev.tuner.scheduler.report.Measurements;
import dev.tuner.scheduler.trial.TrialNotFoundException;
import dev.tuner.scheduler.trial.Trials;
import dev.tuner.scheduler.view.StudyViews;
import dev.tuner.wire.MeasurementView;
import dev.tuner.wire.Page;
import dev.tuner.wire.TrialDetail;
import dev.tuner.wire.TrialView;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** One trial, for people. */
@Tag(name = "trials")
@RestController
@RequestMapping("/api/v1/trials")
class TrialController {

  private static final int PAGE = 1000;

  private final Trials trials;
  private final TrialControl control;
  private final StudyViews views;
  private final Measurements measurements;
  private final Lineage lineage;
  private final Provenances provenances;
  private final TrialJson json;

  TrialController(
      Trials trials,
      TrialControl control,
      StudyViews views,
      Measurements measurements,
      Lineage lineage,
      Provenances provenances,
      TrialJson json) {
    this.lineage = lineage;
    this.trials = trials;
    this.control = control;
    this.views = views;
    this.measurements = measurements;
    this.provenances = provenances;
    this.json = json;
  }

  @Operation(summary = "Read a trial with every decision about it, and why")
  @GetMapping("/{id}")
  TrialDetail get(@PathVariable UUID id) {
    var trial = trials.findById(id).orElseThrow(() -> new TrialNotFoundException(id));
    var decisions = views.decisions(id).stream().map(TrialJson::of).toList();
    return new TrialDetail(
        json.of(id),
        Chosen.words(trial),
        Chosen.numbers(trial),
        decisions,
        trial.hasTakenOver() ? lineage.of(id).stream().map(TrialJson::of).toList() : null,
        ProvenanceController.views(provenances, id),
        trial.logTail());
  }

  @Operation(summary = "The trial's measurements, by step; page_token is the last step read")
  @GetMapping("/{id}/measurements")
  Page<MeasurementView> measurements(
      @PathVariable UUID id, @RequestParam(name = "page_token", defaultValue = "0") long after) {
    json.of(id);
    List<MeasurementView> rows =
        measurements.of(id, after, PAGE).stream().map(TrialJson::of).toList();
    var last = rows.size() < PAGE ? null : String.valueOf(rows.get(PAGE - 1).step());
    return new Page<>(rows, last);
  }

  @Operation(summary = "Cancel an open trial")
  @PostMapping("/{id}:cancel")
  TrialView cancel(@PathVariable UUID id) {
    return json.of(control.cancel(id).id());
  }

  @Operation(summary = "Pause a trial; a running one pauses at its next report")
  @PostMapping("/{id}:pause")
  TrialView pause(@PathVariable UUID id) {
    return json.of(control.pause(id).id());
  }

  @Operation(summary = "Let a paused trial go on, also one that the scheduler has not promoted")
  @PostMapping("/{id}:resume")
  TrialView resume(@PathVariable UUID id) {
    return json.of(control.resume(id).id());
  }
}
