package dev.tuner.scheduler.study;

import dev.tuner.search.definition.Fields;
import dev.tuner.search.definition.Range;
import java.util.Map;

/**
 * What a study claims of the workers.
 *
 * @param each what each of its trials needs
 * @param priority a study of a higher one gets workers first; -1000..1000
 * @param weight studies of the same priority share the workers in proportion to it; 0.001..1000
 */
public record Claim(Needs each, int priority, double weight) {
  private static final int FARTHEST = 1000;
  private static final Range WEIGHTS = Range.closed(0.001, 1000);

  static Claim read(Fields fields) {
    return new Claim(
        Needs.read(fields.nested("resources_per_trial")),
        (int) fields.integer("priority", -FARTHEST, FARTHEST, 0),
        fields.number("weight", WEIGHTS, 1));
  }

  void writeTo(Map<String, Object> json) {
    json.put("resources_per_trial", each.toJson());
    json.put("priority", priority);
    json.put("weight", weight);
  }
}
