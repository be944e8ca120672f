package dev.tuner.api.study;

import dev.tuner.api.trial.TrialJson;
import dev.tuner.scheduler.DatabaseTime;
import dev.tuner.scheduler.study.Study;
import dev.tuner.scheduler.trial.TrialState;
import dev.tuner.scheduler.view.Leaderboard;
import dev.tuner.scheduler.view.PendingReasons;
import dev.tuner.scheduler.view.StudyViews;
import dev.tuner.scheduler.view.TrialRow;
import dev.tuner.wire.StudyView;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Studies as JSON. */
@Component
class StudyJson {

  private final StudyViews views;
  private final Leaderboard leaderboard;
  private final TrialJson trials;
  private final PendingReasons waiting;
  private final DatabaseTime time;

  StudyJson(
      StudyViews views,
      Leaderboard leaderboard,
      TrialJson trials,
      DatabaseTime time,
      PendingReasons waiting) {
    this.waiting = waiting;
    this.views = views;
    this.leaderboard = leaderboard;
    this.trials = trials;
    this.time = time;
  }

  StudyView of(Study study) {
    return of(List.of(study)).get(0);
  }

  List<StudyView> of(Collection<Study> studies) {
    var ids = studies.stream().map(Study::id).toList();
    var counts = views.countByState(ids);
    var best = leaderboard.best(ids);
    var idle =
        studies.stream()
            .filter(study -> counts.get(study.id()).get(TrialState.RUNNING) == 0)
            .toList();
    var reasons = waiting.of(idle);
    var now = time.instant();
    return studies.stream()
        .map(
            study ->
                view(
                    study,
                    now,
                    counts.get(study.id()),
                    best.get(study.id()),
                    reasons.get(study.id())))
        .toList();
  }

  private StudyView view(
      Study study,
      Instant now,
      Map<TrialState, Integer> counts,
      TrialRow best,
      String pendingReason) {
    var hours = study.runSeconds(now) / 3600;
    return new StudyView(
        study.id().toString(),
        study.name(),
        study.state().name(),
        study.reason(),
        study.metric(),
        study.mode().toString(),
        study.version(),
        study.numbers().samples(),
        study.numbers().imported(),
        hours * study.resources().gpu(),
        hours * study.resources().cpu(),
        study.definition(),
        byName(counts),
        best == null ? null : trials.of(best, study),
        study.life().createdAt(),
        study.life().startAt().filter(at -> study.life().startedAt().isEmpty()).orElse(null),
        study.life().deadlineAt().orElse(null),
        study.life().endedAt(),
        study.life().archivedAt().orElse(null),
        pendingReason);
  }

  private static Map<String, Integer> byName(Map<TrialState, Integer> counts) {
    var named = new LinkedHashMap<String, Integer>();
    counts.forEach((state, count) -> named.put(state.name(), count));
    return named;
  }
}
