package dev.tuner.search.scheduler;

import dev.tuner.search.definition.Fields;
import dev.tuner.search.definition.Range;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Stops a trial whose running mean is worse than that of most others at the same step; half of them
 * in the type {@code median_stopping}, a given share in {@code percentile}.
 *
 * <p>The running mean is taken over all reports up to this step, each weighted by the steps since
 * the one before. As in Syne Tune, it is compared with the running means that other trials had at
 * exactly this step, whether they go on or not; ties rank by arrival.
 *
 * @see <a href="https://dl.acm.org/doi/10.1145/3097983.3098043">Golovin et al., Google Vizier</a>
 */
final class MedianStopping extends EveryStep {
  static final String TYPE = "median_stopping";
  static final String PERCENTILE = "percentile";

  private final String type;
  private final double percentile;
  private final long grace;
  private final long minSamples;

  private MedianStopping(
      String type, double percentile, long grace, long minSamples, OptionalLong maxStep) {
    super(maxStep);
    this.type = type;
    this.percentile = percentile;
    this.grace = grace;
    this.minSamples = minSamples;
  }

  /** Reads everything but the type. */
  static TrialScheduler read(Fields fields, String type) {
    return new MedianStopping(
        type,
        type.equals(TYPE) ? 50 : fields.number("percentile", Range.closed(1, 99), 50),
        fields.integer("grace_period", 1, Ladder.LONGEST, 1),
        fields.integer("min_samples_required", 1, 1_000_000, 3),
        fields.optionalInteger("max_t", 1, Ladder.LONGEST));
  }

  @Override
  double figure(Progress progress, Rungs rungs) {
    OptionalLong before = before(progress, rungs);
    if (before.isEmpty()) {
      return progress.loss();
    }
    double mean = rungs.rung(0, before.getAsLong()).loss(progress.trial()).orElse(progress.loss());
    double share = (double) (progress.step() - before.getAsLong()) / progress.step();
    return mean * (1 - share) + progress.loss() * share;
  }

  @Override
  Decision decide(Progress progress, double mean, Rungs rungs) {
    Rung rung = rungs.rung(0, progress.step());
    int n = rung.size() + 1;
    if (progress.step() < grace || rung.size() < minSamples) {
      return Decision.goOn(
          "compared from step %d on, with at least %d others".formatted(grace, minSamples));
    }
    int rank = rung.rankIfAdded(mean);
    int goOn = (int) Math.max(1, Math.ceil(n * percentile / 100));
    Double cutoff =
        rank == goOn ? (Double) mean : Double.valueOf(rung.lossAtRank(Math.min(goOn, rung.size())));
    return new Decision(
        rank <= goOn ? Decision.Kind.CONTINUE : Decision.Kind.STOP,
        false,
        progress.step(),
        n,
        rank,
        cutoff,
        "running mean: "
            + Arrival.words(
                rank, n, progress.step(), "%d %s on".formatted(goOn, goOn == 1 ? "goes" : "go")));
  }

  @Override
  public Map<String, Object> toJson() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("type", type);
    if (type.equals(PERCENTILE)) {
      json.put("percentile", percentile);
    }
    json.put("grace_period", grace);
    json.put("min_samples_required", minSamples);
    maxStep().ifPresent(step -> json.put("max_t", step));
    return json;
  }
}
