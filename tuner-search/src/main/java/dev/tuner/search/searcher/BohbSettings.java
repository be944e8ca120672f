package dev.tuner.search.searcher;

import dev.tuner.search.definition.Fields;
import dev.tuner.search.definition.Range;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;

/**
 * The parameters of BOHB's model, with HpBandSter's defaults.
 *
 * @param minPointsInModel how many good and how many bad configs a model needs at least; never less
 *     than one more than there are parameters, which is the default
 * @param topPercent how many of 100 observations count as good
 * @param samples how many candidates are scored for one suggestion
 * @param randomFraction the share of suggestions drawn at random even when there is a model
 * @param bandwidthFactor how much wider than the kernels candidates spread
 * @param minBandwidth the narrowest kernel, in parts of a parameter's range
 */
record BohbSettings(
    OptionalLong minPointsInModel,
    int topPercent,
    int samples,
    double randomFraction,
    double bandwidthFactor,
    double minBandwidth) {

  static BohbSettings read(Fields fields) {
    return new BohbSettings(
        fields.optionalInteger("min_points_in_model", 1, 100_000),
        (int) fields.integer("top_n_percent", 1, 99, 15),
        (int) fields.integer("num_samples", 1, 10_000, 64),
        fields.number("random_fraction", Range.closed(0, 1), 1.0 / 3),
        fields.number("bandwidth_factor", Range.openClosed(0, 100), 3),
        fields.number("min_bandwidth", Range.openClosed(0, 1), 1e-3));
  }

  int minPoints(int parameters) {
    return (int) Math.max(parameters + 1, minPointsInModel.orElse(0));
  }

  Map<String, Object> toJson() {
    Map<String, Object> json = new LinkedHashMap<>();
    minPointsInModel.ifPresent(points -> json.put("min_points_in_model", points));
    json.put("top_n_percent", (long) topPercent);
    json.put("num_samples", (long) samples);
    json.put("random_fraction", randomFraction);
    json.put("bandwidth_factor", bandwidthFactor);
    json.put("min_bandwidth", minBandwidth);
    return json;
  }
}
