package dev.tuner.search.scheduler;

import dev.tuner.search.scheduler.RungEntry.Fate;
import java.util.ArrayList;
import java.util.List;

/** One trial on its ladder: what every rung-based scheduler does in the same way. */
record Climb(Progress progress, Ladder ladder, Rungs rungs) {

  /** Whether the trial passed the milestone now and was not recorded there before. */
  boolean passes(long milestone) {
    return milestone <= progress.step() && !isRecorded(milestone);
  }

  private boolean isRecorded(long milestone) {
    return rungs.rung(progress.bracket(), milestone).contains(progress.trial());
  }

  boolean isAtTheEnd() {
    return progress.step() >= ladder.maxT();
  }

  RungEntry entry(long milestone, Fate fate) {
    return new RungEntry(
        progress.bracket(), milestone, progress.trial(), progress.loss(), progress.losses(), fate);
  }

  /** The trial trained to the end: it is complete whatever its rank on the way. */
  Judgement complete() {
    List<RungEntry> entries = new ArrayList<>();
    for (long milestone : ladder.milestones()) {
      if (passes(milestone)) {
        boolean ends = milestone == ladder.maxT() || progress.loss() == Double.POSITIVE_INFINITY;
        entries.add(entry(milestone, ends ? Fate.ENDS : Fate.GOES_ON));
      }
    }
    return new Judgement(Decision.complete("reached the last step " + ladder.maxT()), entries);
  }

  /** The trial ended by itself: it stays in the rungs that it passed, and is promoted no more. */
  Judgement endedByItself() {
    return new Judgement(
        Decision.complete("ended by itself after step " + progress.step()), passed());
  }

  private List<RungEntry> passed() {
    return ladder.milestones().stream()
        .filter(this::passes)
        .map(milestone -> entry(milestone, Fate.ENDS))
        .toList();
  }

  /** The same judgement, with a note in the next rung that the trial never comes there. */
  Judgement without(Judgement judgement) {
    List<RungEntry> entries = new ArrayList<>(judgement.entries());
    ladder.levels().stream()
        .filter(level -> level > progress.step() && !isRecorded(level))
        .findFirst()
        .ifPresent(
            level -> entries.add(RungEntry.note(progress.bracket(), level, progress.trial())));
    return new Judgement(judgement.decision(), entries);
  }

  /** No milestone was passed. */
  Judgement between() {
    return Judgement.of(
        Decision.goOn(
            "compared next at step " + ladder.after(progress.step()).orElse(ladder.maxT())));
  }

  /** The config failed: it counts as worst at the first milestone where it was not recorded yet. */
  Judgement fail() {
    for (long milestone : ladder.milestones()) {
      if (!isRecorded(milestone)) {
        var worst =
            new RungEntry(
                progress.bracket(),
                milestone,
                progress.trial(),
                Double.POSITIVE_INFINITY,
                Fate.ENDS);
        Decision decision = Decision.stop("failed; counts as worst at step " + milestone);
        return new Judgement(decision, List.of(worst));
      }
    }
    return Judgement.of(Decision.stop("failed after its last step"));
  }
}
