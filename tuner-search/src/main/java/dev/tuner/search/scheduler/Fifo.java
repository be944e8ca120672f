package dev.tuner.search.scheduler;

import dev.tuner.search.definition.Fields;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;

/** First in, first out: every trial trains to its end. */
record Fifo(OptionalLong maxStep) implements TrialScheduler {
  static final String TYPE = "fifo";

  /** Reads everything but the type. */
  static Fifo read(Fields fields) {
    return new Fifo(fields.optionalInteger("max_t", 1, Ladder.LONGEST));
  }

  @Override
  public Judgement judge(Progress progress, Rungs rungs) {
    if (maxStep.isEmpty() || progress.step() < maxStep.getAsLong()) {
      return Judgement.of(Decision.goOn("every trial trains to its end"));
    }
    return record(progress, rungs, Decision.complete("reached the last step " + progress.step()));
  }

  @Override
  public Judgement fail(Progress last, Rungs rungs) {
    Progress worst = new Progress(last.trial(), 0, last.step(), Double.POSITIVE_INFINITY);
    return record(worst, rungs, Decision.stop("failed; counts as worst"));
  }

  @Override
  public Judgement complete(Progress last, Rungs rungs) {
    return Judgement.of(Decision.complete("ended by itself after step " + last.step()));
  }

  private Judgement record(Progress progress, Rungs rungs, Decision decision) {
    long level = maxStep.orElse(0);
    if (maxStep.isEmpty() || rungs.rung(0, level).contains(progress.trial())) {
      return Judgement.of(decision);
    }
    var entry = new RungEntry(0, level, progress.trial(), progress.loss(), RungEntry.Fate.ENDS);
    return new Judgement(decision, List.of(entry));
  }

  @Override
  public Optional<Promotion> promote(Rungs rungs, int trials) {
    return Optional.empty();
  }

  @Override
  public int bracket(int trialNumber, RandomGenerator random) {
    return 0;
  }

  @Override
  public OptionalLong nextMilestone(int bracket, long step) {
    return maxStep.isPresent() && step < maxStep.getAsLong() ? maxStep : OptionalLong.empty();
  }

  @Override
  public List<Long> milestones(int bracket) {
    return maxStep.isPresent() ? List.of(maxStep.getAsLong()) : List.of();
  }

  @Override
  public int brackets() {
    return 1;
  }

  @Override
  public Map<String, Object> toJson() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("type", TYPE);
    maxStep.ifPresent(step -> json.put("max_t", step));
    return json;
  }
}
