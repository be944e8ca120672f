package dev.tuner.search.stop;

import dev.tuner.search.definition.Fields;
import dev.tuner.search.definition.Json;
import dev.tuner.search.definition.Range;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;

/**
 * The best value has not improved for long. Exactly one of the two lengths is given.
 *
 * @param trials how many more trials must have reported, or failed before, without an improvement
 * @param steps how many more steps all trials together must have trained without an improvement
 * @param minDelta by how much the metric must be better to count as an improvement; more than this
 */
public record Plateau(OptionalLong trials, OptionalLong steps, double minDelta) {
  private static final long LONGEST = 1_000_000_000_000L;

  /** Reads the object in the field {@code plateau}. */
  static Plateau read(Fields fields) {
    OptionalLong trials = fields.optionalInteger("trials", 1, LONGEST);
    OptionalLong steps = fields.optionalInteger("steps", 1, LONGEST);
    double minDelta = fields.number("min_delta", Range.atLeast(0), 0);
    fields.done();
    if (fields.has("trials") == fields.has("steps")) {
      fields
          .problems()
          .add(
              fields.pointer(),
              "must have either trials or steps: how many without an improvement are enough");
    }
    return new Plateau(trials, steps, minDelta);
  }

  boolean isReached(Standing standing) {
    return standing.hasBest()
        && standing.trialsSince() >= trials.orElse(0)
        && standing.stepsSince() >= steps.orElse(0);
  }

  /** Such as "by more than 0.001 in 20 trials". */
  String words() {
    String length =
        trials.isPresent() ? trials.getAsLong() + " trials" : steps.orElse(0) + " steps";
    return minDelta == 0
        ? "in " + length
        : "by more than %s in %s".formatted(Json.show(minDelta), length);
  }

  Map<String, Object> toJson() {
    Map<String, Object> json = new LinkedHashMap<>();
    trials.ifPresent(count -> json.put("trials", count));
    steps.ifPresent(count -> json.put("steps", count));
    json.put("min_delta", minDelta);
    return json;
  }
}
