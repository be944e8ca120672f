package dev.tuner.benchmarks.quality;

import dev.tuner.search.definition.Problems;
import dev.tuner.search.scheduler.Setting;
import dev.tuner.search.scheduler.TrialScheduler;
import dev.tuner.search.scheduler.TrialSchedulers;
import dev.tuner.search.searcher.Searcher;
import dev.tuner.search.searcher.Searchers;
import java.util.LinkedHashMap;
import java.util.Map;

/** A searcher and a trial scheduler, as a study names them; all with eta 3 and grace period 1. */
enum Method {
  RANDOM("random search", "random", "fifo", ""),
  ASHA_STOPPING("asha stopping", "random", "asha", "stopping"),
  ASHA_PROMOTION("asha promotion", "random", "asha", "promotion"),
  ASHA_BOHB("asha promotion + bohb", "bohb", "asha", "promotion"),
  ASHA_TPE("asha promotion + tpe", "tpe", "asha", "promotion"),
  HYPERBAND_BOHB("hyperband + bohb", "bohb", "hyperband", "");

  private final String words;
  private final String search;
  private final String scheduler;
  private final String variant;

  Method(String words, String search, String scheduler, String variant) {
    this.words = words;
    this.search = search;
    this.scheduler = scheduler;
    this.variant = variant;
  }

  /** How people read it. */
  String words() {
    return words;
  }

  Searcher searcher() {
    var problems = new Problems();
    Searcher searcher = Searchers.read(Map.of("type", search), "/search", problems);
    problems.throwIfAny();
    return searcher;
  }

  /**
   * @param maxT how many steps a full training has
   */
  TrialScheduler scheduler(int maxT) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("type", scheduler);
    if (!variant.isEmpty()) {
      json.put("variant", variant);
    }
    json.put("max_t", (long) maxT);
    var problems = new Problems();
    TrialScheduler read = TrialSchedulers.read(json, Setting.bare(), "/scheduler", problems);
    problems.throwIfAny();
    return read;
  }
}
