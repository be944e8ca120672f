package dev.tuner.search.scheduler;

import dev.tuner.search.definition.Fields;
import dev.tuner.search.definition.Range;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Stops a trial that is worse than the best complete one on the steps that both have reported, by a
 * signed-rank test of the pairs. It is made for steps that are repetitions of one measurement, such
 * as the folds of a cross-validation, in any order.
 *
 * <p>The best trial is the one with the smallest mean loss among those that are complete; a trial
 * whose own mean is at or below the best one's, over all steps or over the shared ones, goes on
 * whatever the test says.
 *
 * @see <a
 *     href="https://optuna.readthedocs.io/en/stable/reference/generated/optuna.pruners.WilcoxonPruner.html">Optuna's
 *     WilcoxonPruner</a>
 */
final class Wilcoxon extends EveryStep {
  static final String TYPE = "wilcoxon";

  /**
   * The rung in which complete trials are recorded with their mean loss: no step has this number.
   */
  private static final long COMPLETE = 0;

  private final double threshold;
  private final long startup;

  private Wilcoxon(double threshold, long startup, OptionalLong maxStep) {
    super(maxStep);
    this.threshold = threshold;
    this.startup = startup;
  }

  /** Reads everything but the type. */
  static TrialScheduler read(Fields fields) {
    return new Wilcoxon(
        fields.number("p_threshold", Range.openClosed(0, 1), 0.1),
        fields.integer("n_startup_steps", 1, Pairs.MOST, 2),
        fields.optionalInteger("max_t", 1, Ladder.LONGEST));
  }

  @Override
  double figure(Progress progress, Rungs rungs) {
    return progress.loss();
  }

  @Override
  Decision decide(Progress progress, double loss, Rungs rungs) {
    Rung complete = rungs.rung(0, COMPLETE);
    if (complete.size() == 0) {
      return Decision.goOn("no trial is complete yet: nobody to compare with");
    }
    int best = complete.trialAtRank(1);
    Pairs pairs = Pairs.of(progress, best, rungs);
    if (pairs.count() < startup) {
      return Decision.goOn(
          "%d steps shared with trial %d, the best; compared from %d on"
              .formatted(pairs.count(), best, startup));
    }
    if (pairs.meanDifference() <= 0 || pairs.mean() <= complete.lossAtRank(1)) {
      return Decision.goOn("on average no worse than trial %d, the best".formatted(best));
    }
    double p = pairs.chance();
    String words =
        "against trial %d, the best, on %d shared steps: p = %.3g"
            .formatted(best, pairs.count(), p);
    return p < threshold
        ? Decision.stop("worse %s, below %s".formatted(words, threshold))
        : Decision.goOn("not surely worse %s, not below %s".formatted(words, threshold));
  }

  @Override
  List<RungEntry> completed(Progress last, double loss, Rungs rungs) {
    if (rungs.rung(0, COMPLETE).contains(last.trial()) || loss == Double.POSITIVE_INFINITY) {
      return List.of();
    }
    double mean = Pairs.of(last, last.trial(), rungs).mean();
    return List.of(new RungEntry(0, COMPLETE, last.trial(), mean, RungEntry.Fate.ENDS));
  }

  @Override
  public Map<String, Object> toJson() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("type", TYPE);
    json.put("p_threshold", threshold);
    json.put("n_startup_steps", startup);
    maxStep().ifPresent(step -> json.put("max_t", step));
    return json;
  }
}
