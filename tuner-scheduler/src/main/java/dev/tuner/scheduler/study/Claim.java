package dev.tuner.scheduler.study;

import dev.tuner.scheduler.json.Json;
import dev.tuner.scheduler.sql.Columns;
import dev.tuner.search.definition.Fields;
import dev.tuner.search.definition.Range;
import java.sql.ResultSet;
import java.sql.SQLException;
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

  /** Of the study's row, for those who look for work for free workers. */
  static final Columns<Claim> COLUMNS =
      new Columns<Claim>()
          .with("cpu", "float8", claim -> claim.each().amount().cpu())
          .with("gpu", "float8", claim -> claim.each().amount().gpu())
          .with("gpu_memory", "int8", claim -> claim.each().gpuMemory())
          .with("compute_capability", "text", claim -> claim.each().leastCapability())
          .with("labels", "jsonb", claim -> Json.write(claim.each().labels()))
          .with("priority", "int4", Claim::priority)
          .with("weight", "float8", Claim::weight);

  static Claim stored(ResultSet row) throws SQLException {
    return new Claim(Needs.stored(row), row.getInt("priority"), row.getDouble("weight"));
  }

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
