package dev.tuner.search.scheduler;

import dev.tuner.search.definition.Fields;
import dev.tuner.search.definition.Json;
import dev.tuner.search.scheduler.RungEntry.Fate;
import dev.tuner.search.space.SearchSpace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * Trains along a schedule of configs, such as {@link Pbt} found: at each of its steps a trial
 * pauses, and goes on at once from its own weights with the next config.
 *
 * @param policy the config from each step on, the first one from 0
 */
record PbtReplay(TreeMap<Long, Map<String, Object>> policy, Ladder ladder) implements OneLadder {
  static final String TYPE = "pbt_replay";

  private static final int MOST_STEPS = 1000;

  /** Members of a policy as the service gives it that say where it comes from. */
  private static final List<String> WHO_TRAINED_IT = List.of("trial", "seed");

  /** Reads everything but the type. */
  static TrialScheduler read(Fields fields, Setting setting) {
    int before = fields.problems().size();
    long maxT = fields.integer("max_t", 1, Ladder.LONGEST);
    List<Object> entries = fields.list("policy");
    TreeMap<Long, Map<String, Object>> policy = new TreeMap<>();
    if (fields.problems().size() == before) {
      read(entries, maxT, fields, setting.space(), policy);
    }
    if (fields.problems().size() > before) {
      return new Fifo(OptionalLong.empty());
    }
    List<Long> levels = new ArrayList<>(policy.tailMap(0L, false).keySet());
    levels.add(maxT);
    return new PbtReplay(policy, new Ladder(levels));
  }

  private static void read(
      List<Object> entries,
      long maxT,
      Fields fields,
      SearchSpace space,
      TreeMap<Long, Map<String, Object>> policy) {
    if (entries.isEmpty() || entries.size() > MOST_STEPS) {
      fields.problem(
          "policy", "has %d entries: give from 1 to %d".formatted(entries.size(), MOST_STEPS));
      return;
    }
    for (int i = 0; i < entries.size(); i++) {
      String pointer = fields.pointer("policy") + "/" + i;
      if (!(entries.get(i) instanceof Map<?, ?> map)) {
        fields.problems().add(pointer, "must be an object but is " + Json.show(entries.get(i)));
        continue;
      }
      Fields entry = Fields.of(Json.object(map), pointer, fields.problems());
      long step = entry.integer("step", i == 0 ? 0 : policy.lastKey() + 1, i == 0 ? 0 : maxT - 1);
      Map<String, Object> config = entry.map("config");
      space.check(config, entry.pointer("config"), fields.problems());
      WHO_TRAINED_IT.forEach(entry::ignore);
      entry.done();
      policy.put(step, config);
    }
  }

  @Override
  public Judgement judge(Progress progress, Rungs rungs) {
    Climb climb = new Climb(progress, ladder, rungs);
    if (climb.isAtTheEnd()) {
      return climb.complete();
    }
    List<Long> passed = ladder.levels().stream().filter(climb::passes).toList();
    if (progress.loss() == Double.POSITIVE_INFINITY) {
      Decision stop = Decision.stop("the metric is not a finite number");
      return new Judgement(stop, passed.stream().map(l -> climb.entry(l, Fate.ENDS)).toList());
    }
    return passed.isEmpty() ? climb.between() : arrive(climb, passed);
  }

  private static Judgement arrive(Climb climb, List<Long> passed) {
    long last = passed.get(passed.size() - 1);
    List<RungEntry> entries =
        passed.stream()
            .map(level -> climb.entry(level, level == last ? Fate.WAITS : Fate.GOES_ON))
            .toList();
    Rung rung = climb.rungs().rung(0, last);
    int rank = rung.rankIfAdded(climb.progress().loss());
    String reason = "goes on with the policy's config of step " + last;
    return new Judgement(
        new Decision(Decision.Kind.PAUSE, false, last, rung.size() + 1, rank, null, reason),
        entries);
  }

  @Override
  public Judgement complete(Progress last, Rungs rungs) {
    return new Climb(last, ladder, rungs).endedByItself();
  }

  @Override
  public Optional<Promotion> promote(Rungs rungs, int trials) {
    return ladder.levels().stream()
        .flatMap(level -> promotion(rungs.rung(0, level), level).stream())
        .findFirst();
  }

  private static Optional<Promotion> promotion(Rung rung, long level) {
    return rung.bestWaiting()
        .map(
            next ->
                new Promotion(
                    next.trial(),
                    0,
                    level,
                    rung.size(),
                    next.rank(),
                    null,
                    "goes on with the policy's config of step " + level,
                    OptionalInt.of(next.trial())));
  }

  @Override
  public Map<String, Object> explore(Promotion promotion, Map<String, Object> config) {
    return policy.get(promotion.milestone());
  }

  @Override
  public Map<String, Object> toJson() {
    List<Object> entries = new ArrayList<>();
    policy.forEach((step, config) -> entries.add(Map.of("step", step, "config", config)));
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("type", TYPE);
    json.put("max_t", ladder.maxT());
    json.put("policy", entries);
    return json;
  }
}
