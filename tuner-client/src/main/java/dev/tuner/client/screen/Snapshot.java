package dev.tuner.client.screen;

import dev.tuner.wire.StudyView;
import dev.tuner.wire.TrialView;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A study at one moment.
 *
 * @param trials those to show: the best first, then running ones that are not among them
 * @param note what a person should know or do; absent while all is well
 */
public record Snapshot(StudyView study, List<TrialView> trials, Optional<String> note) {
  private static final Set<String> ENDED = Set.of("COMPLETED", "FAILED", "CANCELLED");

  /** Whether nothing happens any more. */
  public boolean isEnded() {
    return ENDED.contains(study.state());
  }

  Snapshot noting(Optional<String> note) {
    return new Snapshot(study, trials, note);
  }

  /**
   * The best trials, and after them the running ones that are not among the best; a running trial
   * takes a place from a good one only in the lower half.
   */
  static List<TrialView> chosen(List<TrialView> best, List<TrialView> running, int rows) {
    var top = best.stream().limit(rows).map(TrialView::id).collect(Collectors.toSet());
    var others = running.stream().filter(trial -> !top.contains(trial.id())).toList();
    int kept = Math.min(best.size(), Math.max((rows + 1) / 2, rows - others.size()));
    var ids = best.stream().limit(kept).map(TrialView::id).collect(Collectors.toSet());
    var chosen = new ArrayList<>(best.subList(0, kept));
    running.stream()
        .filter(trial -> !ids.contains(trial.id()))
        .limit(rows - kept)
        .forEach(chosen::add);
    return chosen;
  }
}
