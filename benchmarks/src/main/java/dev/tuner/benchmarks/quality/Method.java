package dev.tuner.benchmarks.quality;

import dev.tuner.search.definition.Problems;
import dev.tuner.search.scheduler.Setting;
import dev.tuner.search.scheduler.TrialScheduler;
import dev.tuner.search.scheduler.TrialSchedulers;
import dev.tuner.search.searcher.Searcher;
import dev.tuner.search.searcher.Searchers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/**
 * A searcher and a trial scheduler, as a study names them; all with eta 3 and grace period 1.
 *
 * @param words how people read it, and how a command names it
 * @param search the {@code search} of a study
 * @param scheduler the {@code scheduler} of a study, but for its {@code max_t}
 */
record Method(String words, Map<String, Object> search, Map<String, Object> scheduler) {
  private static final Map<String, Object> FIFO = Map.of("type", "fifo");
  private static final Map<String, Object> STOPPING = Map.of("type", "asha", "variant", "stopping");
  private static final Map<String, Object> PROMOTION =
      Map.of("type", "asha", "variant", "promotion");
  private static final Map<String, Object> HYPERBAND = Map.of("type", "hyperband");

  static final Method RANDOM = method("random", "random", FIFO);
  static final Method TPE = method("tpe", "tpe", FIFO);
  static final Method BOHB = method("bohb", "bohb", FIFO);
  static final Method ASHA_STOPPING = method("asha-stopping", "random", STOPPING);
  static final Method ASHA_PROMOTION = method("asha", "random", PROMOTION);
  static final Method ASHA_BOHB = method("asha+bohb", "bohb", PROMOTION);
  static final Method ASHA_TPE = method("asha+tpe", "tpe", PROMOTION);
  static final Method HYPERBAND_RANDOM = method("hyperband", "random", HYPERBAND);
  static final Method HYPERBAND_BOHB = method("hyperband+bohb", "bohb", HYPERBAND);

  /** Compared with {@link #ASHA_PROMOTION} by what they spend; see {@link Savings}. */
  static final Method PASHA = method("pasha", "random", Map.of("type", "pasha"));

  /** What a study gets that names neither. */
  static final Method DEFAULT = new Method("default", Map.of(), Map.of());

  private static final List<Method> KNOWN =
      List.of(
          RANDOM,
          DEFAULT,
          TPE,
          BOHB,
          ASHA_STOPPING,
          ASHA_PROMOTION,
          ASHA_BOHB,
          ASHA_TPE,
          HYPERBAND_RANDOM,
          HYPERBAND_BOHB);

  private static Method method(String words, String search, Map<String, Object> scheduler) {
    return new Method(words, Map.of("type", search), scheduler);
  }

  /** What runs when nobody asks for other methods. */
  static List<Method> usual() {
    return KNOWN;
  }

  static List<String> names() {
    return KNOWN.stream().map(Method::words).toList();
  }

  static Stream<Method> of(String words) {
    return KNOWN.stream().filter(method -> method.words().equals(words));
  }

  /** Reads {@code {"name": .., "search": {..}, "scheduler": {..}}} and checks it. */
  @SuppressWarnings("unchecked")
  static Method read(String text) {
    Map<String, Object> json = new JsonMapper().readValue(text, Map.class);
    var method =
        new Method(
            String.valueOf(json.getOrDefault("name", text)),
            (Map<String, Object>) json.getOrDefault("search", Map.of()),
            (Map<String, Object>) json.getOrDefault("scheduler", Map.of()));
    method.searcher();
    method.scheduler(1000);
    return method;
  }

  Searcher searcher() {
    var problems = new Problems();
    Searcher searcher = Searchers.read(search, "/search", problems);
    problems.throwIfAny();
    return searcher;
  }

  /**
   * @param maxT how many steps a full training has
   */
  TrialScheduler scheduler(int maxT) {
    Map<String, Object> json = new LinkedHashMap<>(scheduler);
    json.put("max_t", (long) maxT);
    var problems = new Problems();
    TrialScheduler read = TrialSchedulers.read(json, Setting.bare(), "/scheduler", problems);
    problems.throwIfAny();
    return read;
  }
}
