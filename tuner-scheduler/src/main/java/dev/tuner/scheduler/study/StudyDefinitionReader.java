package dev.tuner.scheduler.study;

import dev.tuner.scheduler.study.StudyDefinition.Care;
import dev.tuner.scheduler.study.StudyDefinition.Limits;
import dev.tuner.scheduler.study.StudyDefinition.SearchPlan;
import dev.tuner.search.definition.Fields;
import dev.tuner.search.definition.Json;
import dev.tuner.search.definition.Pointers;
import dev.tuner.search.definition.Problems;
import dev.tuner.search.scheduler.Setting;
import dev.tuner.search.scheduler.TrialScheduler;
import dev.tuner.search.scheduler.TrialSchedulers;
import dev.tuner.search.searcher.Searchers;
import dev.tuner.search.space.SearchSpace;
import dev.tuner.search.stop.StopCriteria;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongSupplier;

/** Reads a study's JSON, and names everything that is wrong with it at once. */
public final class StudyDefinitionReader {

  private static final int MAX_SAMPLES = 1_000_000;
  private static final int DEFAULT_SAMPLES = 10;
  private static final List<String> TRAINABLES = List.of("dl4j", StudyDefinition.EXTERNAL);

  private StudyDefinitionReader() {}

  /**
   * @param seeds gives the seed of a study that names none
   * @throws dev.tuner.search.definition.InvalidDefinitionException with the JSON pointer of every
   *     bad field
   */
  public static StudyDefinition read(Map<String, Object> json, LongSupplier seeds) {
    var problems = new Problems();
    var fields = Fields.of(json, "", problems);
    var name = fields.text("name");
    var objectives = Objectives.read(fields);
    var seed = fields.optionalInteger("seed", Long.MIN_VALUE, Long.MAX_VALUE).orElseGet(seeds);
    var definition =
        new StudyDefinition(
            name,
            objectives,
            plan(fields, objectives, seed),
            limits(fields),
            Claim.read(fields),
            trainable(fields),
            care(fields),
            fields.optionalText("import_from").flatMap(text -> study(text, fields)),
            seed);
    fields.done();
    definition.limits().runBudget().check(definition.resources(), fields);
    requireFewEnough(definition, problems);
    problems.throwIfAny();
    return definition;
  }

  /** A study's JSON with each given field in place of its own; null takes a field out. */
  public static Map<String, Object> merge(Map<String, Object> json, Map<String, Object> changes) {
    var merged = new LinkedHashMap<>(json);
    merged.putAll(changes);
    merged.values().removeIf(Objects::isNull);
    return merged;
  }

  private static SearchPlan plan(Fields fields, Objectives objectives, long seed) {
    var problems = fields.problems();
    var constraints = fields.optionalList("constraints").orElse(List.of());
    var space =
        SearchSpace.read(
            fields.map("space"),
            constraints,
            fields.pointer("space"),
            fields.pointer("constraints"),
            problems);
    var scheduler =
        TrialSchedulers.read(
            fields.optionalMap("scheduler").orElse(null),
            new Setting(objectives.first().mode(), space, seed, objectives.all().size()),
            fields.pointer("scheduler"),
            problems);
    var search = search(fields, scheduler);
    return new SearchPlan(
        space,
        constraints,
        Searchers.read(search, space, fields.pointer("search"), problems),
        scheduler);
  }

  /** What the study names as its search, or the search that its scheduler stands for. */
  private static Map<String, Object> search(Fields fields, TrialScheduler scheduler) {
    var named = fields.optionalMap("search").orElse(null);
    if (scheduler.searcher().isEmpty()) {
      return named;
    }
    var search = new LinkedHashMap<String, Object>(named == null ? Map.of() : named);
    var type = search.putIfAbsent("type", scheduler.searcher().get());
    if (type != null && !type.equals(scheduler.searcher().get())) {
      fields
          .problems()
          .add(
              Pointers.child(fields.pointer("search"), "type"),
              "is \"%s\", but the scheduler bohb is hyperband with search bohb: leave it out, or write scheduler hyperband"
                  .formatted(type));
    }
    return search;
  }

  private static void requireFewEnough(StudyDefinition definition, Problems problems) {
    var samples = definition.limits().numSamples();
    var grid = definition.plan().trialsPerSample();
    if (grid > MAX_SAMPLES / samples) {
      problems.add(
          "/num_samples",
          "is %d, and each sample runs a grid of %d trials; at most %d trials in all"
              .formatted(samples, grid, MAX_SAMPLES));
    }
  }

  private static Limits limits(Fields fields) {
    return new Limits(
        (int) fields.integer("num_samples", 1, MAX_SAMPLES, DEFAULT_SAMPLES),
        (int) fields.integer("max_concurrent_trials", 1, Integer.MAX_VALUE, Integer.MAX_VALUE),
        fields.optionalDuration("time_budget", Duration.ofSeconds(1)),
        fields.optionalInstant("start_at"),
        RunBudget.read(fields),
        StopCriteria.read(fields));
  }

  private static Map<String, Object> trainable(Fields fields) {
    if (!fields.has("trainable")) {
      fields.optionalMap("trainable");
      return Map.of("type", StudyDefinition.EXTERNAL);
    }
    var trainable = fields.map("trainable");
    var type =
        Fields.of(trainable, fields.pointer("trainable"), fields.problems())
            .oneOf("type", StudyDefinition.EXTERNAL, TRAINABLES);
    return trainable.containsKey("type") ? trainable : Map.of("type", type);
  }

  private static Optional<UUID> study(String text, Fields fields) {
    try {
      return Optional.of(UUID.fromString(text));
    } catch (IllegalArgumentException e) {
      fields.problem("import_from", "must be the id of a study but is " + Json.show(text));
      return Optional.empty();
    }
  }

  private static Care care(Fields fields) {
    var failure = fields.nested("failure");
    var checkpoints = fields.nested("checkpoints");
    var care =
        new Care(
            (int) failure.integer("max_retries", 0, 100, 2),
            (int) checkpoints.integer("keep_best", 1, 1000, 3));
    failure.done();
    checkpoints.done();
    return care;
  }
}
