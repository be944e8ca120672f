package dev.tuner.api.study;

import dev.tuner.scheduler.replay.Difference;
import dev.tuner.scheduler.replay.OtherScheduler;
import dev.tuner.scheduler.replay.Replay;
import dev.tuner.scheduler.study.Studies;
import dev.tuner.search.scheduler.Decision;
import dev.tuner.wire.DecisionView;
import dev.tuner.wire.ReplayRequest;
import dev.tuner.wire.ReplayView;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.UUID;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Decides a study's log again. */
@Tag(name = "studies")
@RestController
@RequestMapping("/api/v1/studies")
class ReplayController {

  private final Replay replay;
  private final OtherScheduler others;
  private final Studies studies;

  ReplayController(Replay replay, OtherScheduler others, Studies studies) {
    this.replay = replay;
    this.others = others;
    this.studies = studies;
  }

  @Operation(
      summary = "Decide the study's log again and report any difference; there must be none",
      description =
          "Judges every report in the order of the log, by the scheduler that was in force. With another scheduler in the body it"
              + " also tells what that would have saved and lost on the recorded curves. Changes nothing.")
  @PostMapping("/{id}:replay")
  ReplayView replay(@PathVariable UUID id, @RequestBody(required = false) ReplayRequest request) {
    var comparison =
        request == null || request.scheduler() == null
            ? null
            : ComparisonJson.of(
                others.compare(id, request.scheduler(), request.slots()), studies.get(id));
    var report = replay.replay(id);
    return new ReplayView(
        report.reports(),
        report.decisions(),
        report.different(),
        report.differences().stream().map(ReplayController::view).toList(),
        comparison);
  }

  private static ReplayView.Difference view(Difference difference) {
    return new ReplayView.Difference(
        difference.sequence(),
        difference.trial(),
        difference.step(),
        view(difference.logged(), difference.step()),
        view(difference.replayed(), difference.step()));
  }

  private static DecisionView view(Decision decision, long step) {
    return decision == null
        ? null
        : new DecisionView(
            decision.kind().name(),
            step,
            decision.milestone(),
            decision.rungSize(),
            decision.rank(),
            decision.cutoff(),
            decision.reason(),
            null);
  }
}
