package dev.tuner.api.trial;

import dev.tuner.scheduler.lineage.Takeover;
import dev.tuner.scheduler.report.Measurement;
import dev.tuner.scheduler.study.Studies;
import dev.tuner.scheduler.study.Study;
import dev.tuner.scheduler.study.StudyDefinitions;
import dev.tuner.scheduler.trial.TrialNotFoundException;
import dev.tuner.scheduler.trial.TrialState;
import dev.tuner.scheduler.view.Leaderboard;
import dev.tuner.scheduler.view.PendingReasons;
import dev.tuner.scheduler.view.StudyViews.DecisionRow;
import dev.tuner.scheduler.view.TrialRow;
import dev.tuner.wire.DecisionView;
import dev.tuner.wire.MeasurementView;
import dev.tuner.wire.TakeoverView;
import dev.tuner.wire.TrialView;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Trials as JSON. */
@Component
public class TrialJson {

  private final Leaderboard leaderboard;
  private final Studies studies;
  private final StudyDefinitions definitions;
  private final PendingReasons waiting;

  TrialJson(
      Leaderboard leaderboard,
      Studies studies,
      StudyDefinitions definitions,
      PendingReasons waiting) {
    this.waiting = waiting;
    this.leaderboard = leaderboard;
    this.studies = studies;
    this.definitions = definitions;
  }

  /** The trial of this id, or {@link TrialNotFoundException}. */
  public TrialView of(UUID trialId) {
    var row = leaderboard.trial(trialId).orElseThrow(() -> new TrialNotFoundException(trialId));
    return of(row, studies.get(row.studyId()));
  }

  /** A row of the study's leaderboard. */
  public TrialView of(TrialRow row, Study study) {
    return of(List.of(row), study).get(0);
  }

  /** Rows of the study's leaderboard. */
  public List<TrialView> of(List<TrialRow> rows, Study study) {
    var pending = rows.stream().anyMatch(row -> row.state().equals("PENDING"));
    var reason = pending ? waiting.of(study).orElse(null) : null;
    return rows.stream().map(row -> of(row, study, reason)).toList();
  }

  private TrialView of(TrialRow row, Study study, String pendingReason) {
    return new TrialView(
        row.id().toString(),
        row.studyId().toString(),
        row.number(),
        row.state(),
        row.reason(),
        row.config(),
        row.step(),
        row.metrics(),
        row.bestValue(),
        row.bestStep(),
        milestone(row, study),
        row.attempt(),
        row.worker(),
        row.checkpointStep(),
        row.error(),
        row.seconds(),
        row.createdAt(),
        row.startedAt(),
        row.endedAt(),
        row.state().equals("PENDING") ? pendingReason : null);
  }

  static DecisionView of(DecisionRow row) {
    return new DecisionView(
        row.kind(),
        row.step(),
        row.milestone(),
        row.rungSize(),
        row.rank(),
        row.cutoff(),
        row.reason(),
        row.decidedAt());
  }

  static TakeoverView of(Takeover takeover) {
    return new TakeoverView(
        takeover.step(),
        takeover.donorId().toString(),
        takeover.donor(),
        takeover.donorStep(),
        takeover.oldConfig(),
        takeover.newConfig(),
        takeover.at());
  }

  static MeasurementView of(Measurement measurement) {
    return new MeasurementView(
        measurement.step(),
        measurement.metrics().value(),
        measurement.seconds(),
        measurement.attempt(),
        measurement.reportedAt());
  }

  private Long milestone(TrialRow row, Study study) {
    if (TrialState.valueOf(row.state()).isOver()) {
      return null;
    }
    var next = definitions.of(study).scheduler().nextMilestone(row.bracket(), row.step());
    return next.isPresent() ? next.getAsLong() : null;
  }
}
