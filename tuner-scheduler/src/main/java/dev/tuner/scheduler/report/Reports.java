package dev.tuner.scheduler.report;

import dev.tuner.scheduler.commit.Errand;
import dev.tuner.scheduler.commit.GroupCommit;
import dev.tuner.scheduler.study.StudyNotFoundException;
import dev.tuner.scheduler.trial.TrialNotFoundException;
import dev.tuner.scheduler.trial.Trials;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.springframework.stereotype.Service;

/** Takes in reports; those of all callers that arrive together are committed together. */
@Service
public class Reports {
  private final Trials trials;
  private final ReportJudging judging;
  private final GroupCommit door;

  Reports(Trials trials, ReportJudging judging, GroupCommit door) {
    this.trials = trials;
    this.judging = judging;
    this.door = door;
  }

  /**
   * Takes in a report. The answer comes after the commit; exceptionally when the report is refused,
   * and then it has changed nothing.
   *
   * @throws TrialNotFoundException if there is no such trial
   */
  public CompletableFuture<ReportAnswer> take(ReportCommand report) {
    var study =
        trials
            .studyOf(report.trialId())
            .orElseThrow(() -> new TrialNotFoundException(report.trialId()));
    return take(study, List.of(report)).thenApply(outcomes -> outcomes.get(0).orThrow());
  }

  /**
   * Takes in reports of one caller. Each is judged on all before it; one that is refused changes
   * nothing and does not hold up the others.
   *
   * @return the outcomes, in the order of the reports
   */
  public CompletableFuture<List<ReportOutcome>> takeAll(List<ReportCommand> reports) {
    var studies = trials.studiesOf(reports.stream().map(ReportCommand::trialId).toList());
    var outcomes = new ReportOutcome[reports.size()];
    Map<UUID, List<Integer>> places = new LinkedHashMap<>();
    for (int i = 0; i < outcomes.length; i++) {
      var trial = reports.get(i).trialId();
      var study = studies.get(trial);
      if (study == null) {
        outcomes[i] = new ReportOutcome.Refused(new TrialNotFoundException(trial));
      } else {
        places.computeIfAbsent(study, id -> new ArrayList<>()).add(i);
      }
    }
    var parts = new ArrayList<CompletableFuture<Void>>();
    places.forEach((study, at) -> parts.add(take(study, at, reports, outcomes)));
    return CompletableFuture.allOf(parts.toArray(CompletableFuture[]::new))
        .thenApply(done -> Arrays.asList(outcomes));
  }

  private CompletableFuture<Void> take(
      UUID study, List<Integer> places, List<ReportCommand> reports, ReportOutcome[] outcomes) {
    return take(study, places.stream().map(reports::get).toList())
        .thenAccept(
            taken -> {
              for (int i = 0; i < taken.size(); i++) {
                outcomes[places.get(i)] = taken.get(i);
              }
            });
  }

  private CompletableFuture<List<ReportOutcome>> take(UUID study, List<ReportCommand> reports) {
    var ids = reports.stream().map(ReportCommand::trialId).distinct().toList();
    return door.run(new Errand<>(study, ids, locked -> judging.takeIn(locked, reports)))
        .exceptionally(why -> withoutStudy(why, reports));
  }

  /** A study that is gone took its trials with it. */
  private static List<ReportOutcome> withoutStudy(Throwable why, List<ReportCommand> reports) {
    var cause = why instanceof CompletionException ? why.getCause() : why;
    if (!(cause instanceof StudyNotFoundException)) {
      throw new CompletionException(cause);
    }
    return reports.stream().map(Reports::gone).toList();
  }

  private static ReportOutcome gone(ReportCommand report) {
    return new ReportOutcome.Refused(new TrialNotFoundException(report.trialId()));
  }
}
