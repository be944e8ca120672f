package dev.tuner.api.study;

import static dev.tuner.api.study.Paging.limit;
import static dev.tuner.api.study.Paging.size;

import dev.tuner.api.trial.TrialJson;
import dev.tuner.scheduler.InvalidInputException;
import dev.tuner.scheduler.TunerException;
import dev.tuner.scheduler.study.Studies;
import dev.tuner.scheduler.study.Study;
import dev.tuner.scheduler.study.StudyDefinitions;
import dev.tuner.scheduler.trial.TrialState;
import dev.tuner.scheduler.view.Front;
import dev.tuner.scheduler.view.Leaderboard;
import dev.tuner.scheduler.view.StudyViews;
import dev.tuner.scheduler.view.TrialOrder;
import dev.tuner.scheduler.view.TrialQuery;
import dev.tuner.wire.CurveView;
import dev.tuner.wire.Page;
import dev.tuner.wire.RungView;
import dev.tuner.wire.TrialView;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Views of one study. */
@Tag(name = "studies")
@RestController
@RequestMapping("/api/v1/studies/{id}")
class LeaderboardController {

  private final Studies studies;
  private final Leaderboard leaderboard;
  private final StudyViews views;
  private final Front front;
  private final StudyDefinitions definitions;
  private final TrialJson trials;

  LeaderboardController(
      Studies studies,
      Leaderboard leaderboard,
      StudyViews views,
      Front front,
      StudyDefinitions definitions,
      TrialJson trials) {
    this.studies = studies;
    this.leaderboard = leaderboard;
    this.views = views;
    this.front = front;
    this.definitions = definitions;
    this.trials = trials;
  }

  /** No trial has reported a finite value yet. */
  static final class NoBestTrialException extends TunerException {
    NoBestTrialException(Study study) {
      super(
          "no-best-trial",
          Kind.NOT_FOUND,
          "No trial of study %s has reported a finite %s yet"
              .formatted(study.name(), study.metric()));
    }
  }

  @Operation(
      summary = "The leaderboard: best first, or in any other order",
      description =
          "sort: best, number, state, step, attempt, seconds, created_at, config.PATH or metrics.NAME; a minus in"
              + " front turns it round. state: one or more states, separated by commas. number: this trial"
              + " alone, if there is one.")
  @GetMapping("/trials")
  Page<TrialView> trials(
      @PathVariable UUID id,
      @RequestParam(defaultValue = "best") String sort,
      @RequestParam(required = false) String state,
      @RequestParam(required = false) Integer number,
      @RequestParam(name = "page_size", defaultValue = "50") int pageSize,
      @RequestParam(name = "page_token", required = false) String pageToken) {
    var study = studies.get(id);
    if (number != null) {
      return new Page<>(trials.of(leaderboard.numbered(id, List.of(number)), study), null);
    }
    var query = new TrialQuery(states(state), TrialOrder.of(sort), pageToken, size(pageSize));
    var page = leaderboard.page(id, query);
    return new Page<>(trials.of(page.rows(), study), page.next());
  }

  @Operation(
      summary = "The best trial so far; of a study with several metrics its front, as a list")
  @GetMapping("/best")
  Object best(@PathVariable UUID id) {
    var study = studies.get(id);
    if (definitions.of(study).objectives().areSeveral()) {
      return front(id);
    }
    var best = leaderboard.best(List.of(id)).get(id);
    if (best == null) {
      throw new NoBestTrialException(study);
    }
    return trials.of(best, study);
  }

  @Operation(
      summary =
          "The trials that no other one beats in every metric, best in the first metric first",
      description = "By the metrics of each trial's last report. With one metric: the best trials.")
  @GetMapping("/front")
  Page<TrialView> front(@PathVariable UUID id) {
    var study = studies.get(id);
    var rows = front.of(id, definitions.of(study).objectives());
    return new Page<>(rows.stream().map(row -> trials.of(row, study)).toList(), null);
  }

  @Operation(summary = "The learning curves of the best trials")
  @GetMapping("/curves")
  Page<CurveView> curves(
      @PathVariable UUID id, @RequestParam(name = "limit", defaultValue = "20") int limit) {
    studies.get(id);
    var curves =
        views.curves(id, limit(limit)).stream()
            .map(
                curve ->
                    new CurveView(
                        curve.trialId().toString(),
                        curve.number(),
                        curve.state(),
                        curve.steps(),
                        curve.values()))
            .toList();
    return new Page<>(curves, null);
  }

  @Operation(summary = "The rungs of the scheduler, and who is there")
  @GetMapping("/rungs")
  Page<RungView> rungs(@PathVariable UUID id) {
    var mode = studies.get(id).mode();
    var rungs =
        views.rungs(id).stream()
            .map(
                rung ->
                    new RungView(
                        rung.bracket(),
                        rung.level(),
                        rung.size(),
                        rung.promoted(),
                        rung.waiting(),
                        rung.bestLoss() == null ? null : mode.value(rung.bestLoss())))
            .toList();
    return new Page<>(rungs, null);
  }

  private static Set<TrialState> states(String words) {
    var states = EnumSet.noneOf(TrialState.class);
    if (words == null || words.isBlank()) {
      return states;
    }
    for (var word : words.split(",", -1)) {
      states.add(state(word.strip()));
    }
    return states;
  }

  private static TrialState state(String word) {
    return Arrays.stream(TrialState.values())
        .filter(state -> state.name().equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                new InvalidInputException(
                    "invalid-state",
                    "/state",
                    "there is no trial state %s; use some of %s"
                        .formatted(word, Arrays.toString(TrialState.values()))));
  }
}
