package dev.tuner.search.scheduler;

import dev.tuner.search.definition.Fields;
import dev.tuner.search.definition.Range;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Stops a trial that has not improved on itself for some steps; others do not matter. What is
 * recorded at each step is the trial's best loss so far.
 */
final class Patience extends EveryStep {
  static final String TYPE = "patience";

  private final long patience;
  private final double minDelta;
  private final long grace;

  private Patience(long patience, double minDelta, long grace, OptionalLong maxStep) {
    super(maxStep);
    this.patience = patience;
    this.minDelta = minDelta;
    this.grace = grace;
  }

  /** Reads everything but the type. */
  static TrialScheduler read(Fields fields) {
    return new Patience(
        fields.integer("patience", 1, Ladder.LONGEST, 5),
        fields.number("min_delta", Range.atLeast(0), 0),
        fields.integer("grace_period", 1, Ladder.LONGEST, 1),
        fields.optionalInteger("max_t", 1, Ladder.LONGEST));
  }

  @Override
  double figure(Progress progress, Rungs rungs) {
    OptionalLong before = before(progress, rungs);
    return before.isEmpty()
        ? progress.loss()
        : Math.min(progress.loss(), best(progress.trial(), before.getAsLong(), rungs));
  }

  private static double best(int trial, long step, Rungs rungs) {
    return rungs.rung(0, step).loss(trial).orElse(Double.POSITIVE_INFINITY);
  }

  @Override
  Decision decide(Progress progress, double best, Rungs rungs) {
    OptionalLong then = rungs.lastLevel(0, progress.trial(), progress.step() - patience);
    if (progress.step() < grace || then.isEmpty()) {
      return Decision.goOn("too early to lose patience");
    }
    double improvement = best(progress.trial(), then.getAsLong(), rungs) - best;
    String words =
        "improved by %.6g in the %d steps since step %d"
            .formatted(improvement, progress.step() - then.getAsLong(), then.getAsLong());
    return improvement > minDelta
        ? Decision.goOn(words)
        : Decision.stop(words + "; it needs more than " + minDelta);
  }

  @Override
  public Map<String, Object> toJson() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("type", TYPE);
    json.put("patience", patience);
    json.put("min_delta", minDelta);
    json.put("grace_period", grace);
    maxStep().ifPresent(step -> json.put("max_t", step));
    return json;
  }
}
