package dev.tuner.search.searcher;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What a suggestion rests on, in numbers.
 *
 * @param observations how many results the model was built from; empty where there was no model
 * @param step the step at which those results were measured; empty where they are of trials that
 *     ended by themselves, or where there was no model
 * @param score how promising the model found the config; empty where it does not say
 */
public record Basis(
    Source source, OptionalInt observations, OptionalLong step, Optional<Score> score) {

  /** What chose a config. */
  public enum Source {
    /** A person gave it, as a point to evaluate or as a trial; what was missing was drawn. */
    GIVEN,
    /** It was drawn from the space, whatever was observed. */
    RANDOM,
    /** It is the trial's turn in a fixed order of points: a grid, a quasi-random sequence. */
    SEQUENCE,
    /** It follows from what was observed. */
    MODEL
  }

  /**
   * How promising a model found a config; more is better.
   *
   * @param value at least 0
   */
  public record Score(Measure measure, double value) {}

  /** What a score counts. */
  public enum Measure {
    /** The density l(x) of the good configs there over the density g(x) of the others. */
    DENSITY_RATIO,
    /**
     * By how much the config is expected to be better than the best result, in standard deviations
     * of the results (after they were warped to look like a normal distribution).
     */
    EXPECTED_IMPROVEMENT
  }

  /** A choice that rests on no model. */
  public static Basis of(Source source) {
    return new Basis(source, OptionalInt.empty(), OptionalLong.empty(), Optional.empty());
  }

  static Basis model(ModelData data) {
    return model(data, data.best().size());
  }

  /**
   * @param used how many of the results the model goes by
   */
  static Basis model(ModelData data, int used) {
    return new Basis(Source.MODEL, OptionalInt.of(used), data.level(), Optional.empty());
  }

  Basis with(Optional<Score> found) {
    return new Basis(source, observations, step, found);
  }

  /** For storing; what is empty is left out. */
  public Map<String, Object> toJson() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("source", source.name());
    observations.ifPresent(count -> json.put("observations", count));
    step.ifPresent(at -> json.put("step", at));
    score.ifPresent(
        found -> {
          json.put("measure", found.measure().name());
          json.put("score", found.value());
        });
    return json;
  }

  /** The basis that was stored; empty of what was stored before there was one. */
  public static Optional<Basis> read(Map<String, Object> json) {
    if (json.get("source") == null) {
      return Optional.empty();
    }
    Number observations = (Number) json.get("observations");
    Number step = (Number) json.get("step");
    Number score = (Number) json.get("score");
    return Optional.of(
        new Basis(
            Source.valueOf((String) json.get("source")),
            observations == null ? OptionalInt.empty() : OptionalInt.of(observations.intValue()),
            step == null ? OptionalLong.empty() : OptionalLong.of(step.longValue()),
            Optional.ofNullable(score)
                .map(
                    value ->
                        new Score(
                            Measure.valueOf((String) json.get("measure")), value.doubleValue()))));
  }
}
