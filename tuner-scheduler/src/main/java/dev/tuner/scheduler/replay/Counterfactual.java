package dev.tuner.scheduler.replay;

import dev.tuner.search.scheduler.Decision;
import dev.tuner.search.scheduler.Progress;
import dev.tuner.search.scheduler.Promotion;
import dev.tuner.search.scheduler.RungLedger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * What another scheduler would have done with the trials of a study: so many slots take them in
 * their order, train along the curves that were recorded, and do as the scheduler says. Nobody
 * knows how a trial would have gone on where its curve ends.
 */
final class Counterfactual {

  private static final int SHOWN = 20;

  private final Judged judged;
  private final RecordedCurves.Of curves;
  private final int slots;
  private final int trials;
  private final RungLedger ledger = new RungLedger();
  private final PriorityQueue<Running> running =
      new PriorityQueue<>(
          Comparator.comparingDouble(Running::at).thenComparingInt(each -> each.curve().trial()));
  private final Map<Integer, Integer> paused = new HashMap<>();
  private final List<Outcome.TooShort> tooShort = new ArrayList<>();
  private int nextTrial;
  private long steps;
  private double seconds;
  private double bestLoss = Double.POSITIVE_INFINITY;
  private int bestTrial = -1;
  private int unknown;

  /** A trial that will report at a time, in seconds from the start. */
  private record Running(RecordedCurve curve, int report, double at) {
    static Running from(double now, RecordedCurve curve, int report) {
      return new Running(curve, report, now + curve.duration(report));
    }
  }

  Counterfactual(Judged judged, RecordedCurves.Of curves, int slots, int trials) {
    this.judged = judged;
    this.curves = curves;
    this.slots = slots;
    this.trials = trials;
  }

  Outcome run() {
    fillSlots(0);
    while (!running.isEmpty()) {
      var next = running.poll();
      report(next);
      fillSlots(next.at());
    }
    return new Outcome(steps, seconds, bestTrial, bestLoss, unknown, List.copyOf(tooShort));
  }

  private void fillSlots(double now) {
    boolean found = true;
    while (found && running.size() < slots) {
      found = promoted(now) || started(now);
    }
  }

  private boolean promoted(double now) {
    var promotion = judged.scheduler().promote(ledger, trials);
    promotion.ifPresent(each -> goOn(each, now));
    return promotion.isPresent();
  }

  private void goOn(Promotion promotion, double now) {
    ledger.promoted(promotion.bracket(), promotion.milestone(), promotion.trial());
    var curve = curves.get(promotion.trial());
    int report = paused.remove(promotion.trial()) + 1;
    if (promotion.donor().isPresent()) {
      notKnown(curve, report - 1); // nobody recorded what it would have trained then
    } else {
      train(curve, report, now);
    }
  }

  private boolean started(double now) {
    while (nextTrial < trials) {
      var curve = curves.next(nextTrial++);
      if (curve != null) {
        train(curve, 0, now);
        return true;
      }
    }
    return false;
  }

  private void train(RecordedCurve curve, int report, double now) {
    if (report < curve.length()) {
      running.add(Running.from(now, curve, report));
    } else {
      endOfCurve(curve);
    }
  }

  private void report(Running now) {
    var curve = now.curve();
    steps += curve.stepsOf(now.report());
    seconds += curve.duration(now.report());
    var progress = progress(curve, now.report());
    remember(progress);
    var judgement = judged.scheduler().judge(progress, ledger);
    judgement.entries().forEach(ledger::add);
    if (judgement.decision().kind() == Decision.Kind.CONTINUE) {
      train(curve, now.report() + 1, now.at());
    } else if (judgement.decision().kind() == Decision.Kind.PAUSE) {
      paused.put(curve.trial(), now.report());
    }
  }

  private void remember(Progress progress) {
    if (progress.loss() < bestLoss) {
      bestLoss = progress.loss();
      bestTrial = progress.trial();
    }
  }

  private void endOfCurve(RecordedCurve curve) {
    var last = progress(curve, curve.length() - 1);
    if (curve.complete()) {
      judged.scheduler().complete(last, ledger).entries().forEach(ledger::add);
      return;
    }
    notKnown(curve, curve.length() - 1);
  }

  private void notKnown(RecordedCurve curve, int report) {
    var last = progress(curve, report);
    unknown++;
    if (tooShort.size() < SHOWN) {
      tooShort.add(new Outcome.TooShort(curve.trial(), last.step()));
    }
    judged.scheduler().cancel(last, ledger).entries().forEach(ledger::add);
  }

  private Progress progress(RecordedCurve curve, int report) {
    var at = curve.reports().get(report);
    return judged.progress(curve.trial(), at.step(), at.value(), at.metrics());
  }
}
