package dev.tuner.search.scheduler;

import dev.tuner.search.definition.Fields;
import dev.tuner.search.definition.Range;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The parameters of ASHA as a study names them. */
record AshaSettings(
    String variant,
    String rule,
    long gracePeriod,
    double reductionFactor,
    long maxT,
    int brackets) {
  static final String PROMOTION = "promotion";
  static final String STOPPING = "stopping";

  /** Reads everything but the type; adds problems for what does not fit together. */
  static AshaSettings read(Fields fields, long usualGrace) {
    int before = fields.problems().size();
    AshaSettings settings =
        new AshaSettings(
            fields.oneOf("variant", PROMOTION, List.of(PROMOTION, STOPPING)),
            fields.oneOf("rule", RankCut.NAME, List.of(RankCut.NAME, QuantileCut.NAME)),
            fields.integer("grace_period", 1, Ladder.LONGEST, usualGrace),
            fields.number("reduction_factor", Range.openClosed(1, 1000), 3),
            fields.integer("max_t", 1, Ladder.LONGEST),
            (int) fields.integer("brackets", 1, Integer.MAX_VALUE, 1));
    if (fields.problems().size() == before) {
      settings.check(fields);
    }
    return settings;
  }

  /** Promotion by rank in one bracket: reads the ladder alone. */
  static AshaSettings readPlain(Fields fields) {
    int before = fields.problems().size();
    AshaSettings settings =
        new AshaSettings(
            PROMOTION,
            RankCut.NAME,
            fields.integer("grace_period", 1, Ladder.LONGEST, 1),
            fields.number("reduction_factor", Range.openClosed(1, 1000), 3),
            fields.integer("max_t", 1, Ladder.LONGEST),
            1);
    if (fields.problems().size() == before) {
      settings.check(fields);
    }
    return settings;
  }

  private void check(Fields fields) {
    if (gracePeriod > maxT) {
      fields.problem(
          "grace_period", "is %d, above max_t = %d: make it smaller".formatted(gracePeriod, maxT));
      return;
    }
    Ladder ladder = ladder();
    if (brackets > ladder.size() + 1) {
      fields.problem(
          "brackets",
          "must be from 1 to %d (the rungs are %s) but is %d"
              .formatted(ladder.size() + 1, ladder.milestones(), brackets));
    }
  }

  /** The ladder of the lowest bracket. */
  Ladder ladder() {
    return Ladder.of(gracePeriod, reductionFactor, maxT);
  }

  /** With several metrics trials rank by fronts, of whose losses there is no quantile. */
  void checkMetrics(int metrics, Fields fields) {
    if (metrics > 1 && rule.equals(QuantileCut.NAME)) {
      fields.problem(
          "rule",
          "must be \"%s\" in a study with %d metrics but is \"%s\": leave it out"
              .formatted(RankCut.NAME, metrics, rule));
    }
  }

  /** The rule for trials with one loss. */
  AshaRule ashaRule() {
    return ashaRule(false);
  }

  /**
   * @param several whether trials have several losses
   */
  AshaRule ashaRule(boolean several) {
    RungOrder order = several ? RungOrder.BY_FRONT : RungOrder.BY_LOSS;
    boolean promotion = variant.equals(PROMOTION);
    if (rule.equals(QuantileCut.NAME)) {
      return promotion
          ? new PromotionRule(new QuantileCut(false), order)
          : new StoppingRule(new QuantileCut(true), order);
    }
    int least = promotion ? 0 : 1;
    Cut cut = several ? new FrontCut(least) : new RankCut(least);
    return promotion ? new PromotionRule(cut, order) : new StoppingRule(cut, order);
  }

  Map<String, Object> toJson() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("type", Asha.TYPE);
    json.put("variant", variant);
    json.put("rule", rule);
    json.put("grace_period", gracePeriod);
    json.put("reduction_factor", reductionFactor);
    json.put("max_t", maxT);
    json.put("brackets", (long) brackets);
    return json;
  }
}
