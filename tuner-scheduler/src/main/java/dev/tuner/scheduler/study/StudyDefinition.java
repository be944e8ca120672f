package dev.tuner.scheduler.study;

import dev.tuner.search.scheduler.TrialScheduler;
import dev.tuner.search.searcher.Searcher;
import dev.tuner.search.space.SearchSpace;
import dev.tuner.search.stop.StopCriteria;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * What a study searches, how, and within which limits: read from the JSON that a person sent, with
 * every default filled in. {@link #toJson} gives a JSON that reads back as the same definition.
 *
 * @param claim what it claims of the workers
 * @param trainable what a trial runs; its {@code type} is known, the rest is for the worker
 * @param importFrom the earlier study from whose trials this one goes on
 * @param seed every draw of the study is a function of it
 */
public record StudyDefinition(
    String name,
    Objectives objectives,
    SearchPlan plan,
    Limits limits,
    Claim claim,
    Map<String, Object> trainable,
    Care care,
    Optional<UUID> importFrom,
    long seed) {

  /** The trainable type whose trials are trained by the caller instead of a worker. */
  public static final String EXTERNAL = "external";

  /** How many trials the study starts at most: the whole grid of the space for each sample. */
  public int maxTrials() {
    return Math.toIntExact(limits.numSamples() * plan.trialsPerSample());
  }

  /** Where configs come from, and who judges the trials. */
  public record SearchPlan(
      SearchSpace space, List<Object> constraints, Searcher searcher, TrialScheduler scheduler) {

    /**
     * How many trials one sample stands for: each runs the whole grid of the space, if it has one.
     */
    long trialsPerSample() {
      return space.gridSize();
    }
  }

  /**
   * @param maxConcurrentTrials trials that run at the same time at most
   * @param timeBudget counted from the study's start
   * @param startAt when it starts; empty: when it is created
   * @param runBudget what all its trials may use together
   * @param stop what else ends it early
   */
  public record Limits(
      int numSamples,
      int maxConcurrentTrials,
      Optional<Duration> timeBudget,
      Optional<Instant> startAt,
      RunBudget runBudget,
      StopCriteria stop) {

    /** How long trials that occupy these resources may run, all together. */
    Optional<Duration> runTime(Resources each) {
      return runBudget.runTime(each);
    }
  }

  /**
   * How trials are kept safe.
   *
   * @param maxRetries new attempts after a worker or process was lost
   * @param keepBest ended trials whose best checkpoint is kept
   */
  public record Care(int maxRetries, int keepBest) {}

  /** What one of its trials occupies. */
  public Resources resources() {
    return claim.each().amount();
  }

  public boolean external() {
    return trainable.get("type").equals(EXTERNAL);
  }

  /** The metric that schedulers and the leaderboard go by. */
  public Objectives.Objective objective() {
    return objectives.first();
  }

  public TrialScheduler scheduler() {
    return plan.scheduler();
  }

  /** Whether the other definition has the same scheduler. */
  public boolean hasSchedulerOf(StudyDefinition other) {
    return plan.scheduler().toJson().equals(other.plan.scheduler().toJson());
  }

  /** The definition as JSON, in the order of the API's documentation. */
  public Map<String, Object> toJson() {
    var json = new LinkedHashMap<String, Object>();
    json.put("name", name);
    objectives.writeTo(json);
    json.put("space", plan.space().toJson());
    if (!plan.constraints().isEmpty()) {
      json.put("constraints", plan.constraints());
    }
    json.put("search", plan.searcher().toJson());
    json.put("scheduler", plan.scheduler().toJson());
    json.put("num_samples", limits.numSamples());
    if (limits.maxConcurrentTrials() < Integer.MAX_VALUE) {
      json.put("max_concurrent_trials", limits.maxConcurrentTrials());
    }
    limits.timeBudget().ifPresent(budget -> json.put("time_budget", budget.toString()));
    limits.startAt().ifPresent(at -> json.put("start_at", at.toString()));
    limits.runBudget().writeTo(json);
    json.putAll(limits.stop().toJson());
    claim.writeTo(json);
    json.put("trainable", trainable);
    json.put("failure", Map.of("max_retries", care.maxRetries()));
    json.put("checkpoints", Map.of("keep_best", care.keepBest()));
    importFrom.ifPresent(study -> json.put("import_from", study.toString()));
    json.put("seed", seed);
    return json;
  }
}
