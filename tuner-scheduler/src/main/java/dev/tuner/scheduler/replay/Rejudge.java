package dev.tuner.scheduler.replay;

import dev.tuner.scheduler.replay.Standing.Status;
import dev.tuner.scheduler.rung.Cause;
import dev.tuner.search.scheduler.Decision;
import dev.tuner.search.scheduler.Judgement;
import dev.tuner.search.scheduler.Progress;
import dev.tuner.search.scheduler.Promotion;
import dev.tuner.search.scheduler.RungEntry;
import dev.tuner.search.scheduler.RungLedger;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Decides a log again, event by event, and compares. What the scheduler did not decide (a person,
 * an error, the end of the study) is taken from the log. After a difference it goes on from what
 * was logged, so that one cause is not reported a thousand times.
 */
final class Rejudge {

  private static final int SHOWN = 100;

  private final Map<Integer, Told> trials = new HashMap<>();
  private final List<Difference> differences = new ArrayList<>();
  private final Deque<LogEvent.Decided> expected = new ArrayDeque<>();
  private Judged judged;
  private RungLedger ledger = new RungLedger();
  private int trialsInAll;
  private long reports;
  private long compared;
  private long different;

  /** What is known of a trial. */
  private static final class Told {
    long step;
    LogEvent.Reported last;
    Status status = Status.OPEN;
    List<RungEntry> failed = List.of();
  }

  Rejudge(Judged judged) {
    this.judged = judged;
  }

  /** From the next event on, the study has this many trials in the end. */
  void extended(int trials) {
    trialsInAll = trials;
  }

  /** From the next event on, another scheduler decides, on these rungs. */
  void changed(Judged next, RungRewrite rewrite, long sequence) {
    nothingMoreIsExpected();
    judged = next;
    ledger = rewrite.ledger();
    rewrite
        .waiting()
        .forEach(
            (trial, decision) ->
                expected.add(
                    new LogEvent.Decided(
                        sequence, trial, trials.get(trial).step, Cause.CHANGE, decision)));
  }

  void take(LogEvent event) {
    var told = trials.computeIfAbsent(event.trial(), number -> new Told());
    if (event instanceof LogEvent.Reported report) {
      nothingMoreIsExpected();
      report(report, told);
    } else {
      decision((LogEvent.Decided) event, told);
    }
  }

  private void report(LogEvent.Reported report, Told told) {
    reports++;
    told.step = report.step();
    told.last = report;
    var progress = judged.progress(report);
    var judgement = judged.scheduler().judge(progress, ledger);
    add(judgement);
    var decision = judgement.decision();
    if (decision.kind() != Decision.Kind.CONTINUE || decision.milestone() != null) {
      expected.add(decided(report, decision));
    }
  }

  private void decision(LogEvent.Decided logged, Told told) {
    switch (logged.cause()) {
      case REPORT, CHANGE -> compare(logged, expected.poll());
      case PROMOTION -> promotion(logged);
      case ERROR -> told.failed = add(judged.scheduler().fail(last(logged), ledger));
      case RETRY ->
          told.failed.forEach(
              entry -> ledger.remove(entry.bracket(), entry.level(), logged.trial()));
      case PERSON -> person(logged, told);
      case TRIAL -> add(judged.scheduler().complete(judged.progress(told.last), ledger));
      case STUDY, EXTENSION -> {}
    }
    told.status = Standing.after(logged.decision().kind(), logged.cause());
  }

  private void promotion(LogEvent.Decided logged) {
    nothingMoreIsExpected();
    var now = judged.scheduler().promote(ledger, trialsInAll);
    compare(logged, now.map(promotion -> decided(logged, promotion)).orElse(null));
    try {
      var trial = logged.trial();
      ledger.promoted(judged.bracket(trial), logged.decision().milestone(), trial);
    } catch (IllegalStateException e) {
      requireDifferent(e); // the log promotes a trial that, decided again, does not wait there
    }
  }

  private void requireDifferent(IllegalStateException e) {
    if (different == 0) {
      throw e;
    }
  }

  private void person(LogEvent.Decided logged, Told told) {
    nothingMoreIsExpected();
    var milestone = logged.decision().milestone();
    if (told.status == Status.WAITING && milestone != null) {
      ledger.promoted(judged.bracket(logged.trial()), milestone, logged.trial());
    } else if (told.status == Status.WAITING) {
      ledger.withdraw(logged.trial());
    } else if (logged.decision().kind() == Decision.Kind.STOP) {
      add(judged.scheduler().cancel(last(logged), ledger));
    }
  }

  private List<RungEntry> add(Judgement judgement) {
    judgement.entries().forEach(ledger::add);
    return judgement.entries();
  }

  private Progress last(LogEvent event) {
    return judged.ended(event.trial(), event.step());
  }

  private static LogEvent.Decided decided(LogEvent event, Decision decision) {
    return new LogEvent.Decided(
        event.sequence(), event.trial(), event.step(), Cause.REPORT, decision);
  }

  private static LogEvent.Decided decided(LogEvent.Decided logged, Promotion promotion) {
    return new LogEvent.Decided(
        logged.sequence(),
        promotion.trial(),
        logged.step(),
        logged.cause(),
        promotion.decision(),
        promotion.donor().isPresent() ? (Integer) promotion.donor().getAsInt() : null);
  }

  private void nothingMoreIsExpected() {
    while (!expected.isEmpty()) {
      compare(null, expected.poll());
    }
  }

  private void compare(LogEvent.Decided logged, LogEvent.Decided replayed) {
    compared++;
    if (logged != null
        && replayed != null
        && logged.trial() == replayed.trial()
        && logged.step() == replayed.step()
        && sameDonor(logged.donor(), replayed.donor())
        && same(logged.decision(), replayed.decision())) {
      return;
    }
    different++;
    if (differences.size() < SHOWN) {
      var where = logged == null ? replayed : logged;
      differences.add(
          new Difference(
              where.sequence(),
              where.trial(),
              where.step(),
              logged == null ? null : logged.decision(),
              replayed == null ? null : replayed.decision()));
    }
  }

  /** A donor without a checkpoint was passed over when its time came. */
  private static boolean sameDonor(Integer logged, Integer replayed) {
    return logged == null || logged.equals(replayed);
  }

  /** The words may have been put differently by another version of the service. */
  private static boolean same(Decision one, Decision other) {
    return one.kind() == other.kind()
        && Objects.equals(one.milestone(), other.milestone())
        && Objects.equals(one.rungSize(), other.rungSize())
        && Objects.equals(one.rank(), other.rank())
        && Objects.equals(one.cutoff(), other.cutoff());
  }

  /** The comparison, when the log has been told to its end. */
  ReplayReport report() {
    nothingMoreIsExpected();
    return new ReplayReport(reports, compared, different, List.copyOf(differences));
  }
}
