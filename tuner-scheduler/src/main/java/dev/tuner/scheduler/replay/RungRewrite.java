package dev.tuner.scheduler.replay;

import dev.tuner.scheduler.replay.Standing.Status;
import dev.tuner.search.scheduler.Decision;
import dev.tuner.search.scheduler.Judgement;
import dev.tuner.search.scheduler.Progress;
import dev.tuner.search.scheduler.RungEntry;
import dev.tuner.search.scheduler.RungEntry.Fate;
import dev.tuner.search.scheduler.RungLedger;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The rungs of a study that gets another scheduler: what was reported so far is told to it in the
 * order of the log. Who reaches a milestone is recorded with the loss it had there; what became of
 * it is what really happened. Trials that wait are judged anew; all others are judged at their next
 * report.
 */
final class RungRewrite {

  private final Judged judged;
  private final Map<Integer, Standing> standings;
  private final Consumer<RungEntry> written;
  private final RungLedger ledger = new RungLedger();
  private final Map<Integer, Decision> waiting = new LinkedHashMap<>();
  private final Map<Integer, LogEvent.Reported> lastReports = new HashMap<>();
  private final Set<Integer> endedInARung = new HashSet<>();

  /**
   * @param standings of every trial where the other scheduler takes over
   * @param written is told each entry, in order
   */
  RungRewrite(Judged judged, Map<Integer, Standing> standings, Consumer<RungEntry> written) {
    this.judged = judged;
    this.standings = standings;
    this.written = written;
  }

  /** Takes the next event before the change. */
  void take(LogEvent event) {
    var standing = standings.get(event.trial());
    if (event instanceof LogEvent.Reported report) {
      take(report, standing);
    } else if (event.sequence() == standing.decided()) {
      end((LogEvent.Decided) event, standing);
    }
  }

  private void take(LogEvent.Reported report, Standing standing) {
    var progress = judged.progress(report);
    if (report.step() < standing.lastStep() || standing.wentOn()) {
      passEveryMilestone(progress);
      if (standing.status() == Status.DONE && report.step() == standing.lastStep()) {
        lastReports.put(report.trial(), report);
      }
      return;
    }
    var judgement = judged.scheduler().judge(progress, ledger);
    if (standing.status() == Status.WAITING) {
      judgement.entries().forEach(entry -> add(entry, entry.fate()));
      waiting.put(report.trial(), judgement.decision());
    } else if (!judgement.entries().isEmpty()) {
      judgement.entries().forEach(entry -> add(entry, Fate.ENDS));
      endedInARung.add(report.trial());
    }
  }

  private void passEveryMilestone(Progress progress) {
    List<RungEntry> entries;
    do {
      entries = judged.scheduler().judge(progress, ledger).entries();
      entries.forEach(entry -> add(entry, Fate.GOES_ON));
    } while (entries.stream().anyMatch(entry -> entry.fate() != Fate.NOTE));
  }

  /** The trial had ended before a milestone at which the others may wait for it. */
  private void end(LogEvent.Decided end, Standing standing) {
    var last = judged.ended(end.trial(), end.step());
    switch (standing.status()) {
      case FAILED -> addAll(judged.scheduler().fail(last, ledger));
      case DONE -> addAll(judged.scheduler().complete(lastReported(end), ledger));
      case OVER -> {
        if (!endedInARung.contains(end.trial())) {
          addAll(judged.scheduler().cancel(last, ledger));
        }
      }
      case OPEN, WAITING -> {}
    }
  }

  private Progress lastReported(LogEvent.Decided end) {
    return judged.progress(lastReports.remove(end.trial()));
  }

  private void addAll(Judgement judgement) {
    judgement.entries().forEach(entry -> add(entry, entry.fate()));
  }

  private void add(RungEntry entry, Fate fate) {
    var told = entry.fate() == Fate.NOTE ? entry : entry.with(fate);
    ledger.add(told);
    written.accept(told);
  }

  /** The rungs as the other scheduler finds them. */
  RungLedger ledger() {
    return ledger;
  }

  /** What the other scheduler says about the trials that wait, in the order of their reports. */
  Map<Integer, Decision> waiting() {
    return waiting;
  }
}
