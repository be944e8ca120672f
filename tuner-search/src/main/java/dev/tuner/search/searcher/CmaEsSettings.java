package dev.tuner.search.searcher;

import dev.tuner.search.definition.Fields;
import dev.tuner.search.definition.Range;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;

/**
 * The parameters of covariance matrix adaptation.
 *
 * @param size how many results are one generation; by default 4 + 3 ln d for d numbers
 * @param sigma how far around the middle the first generation is drawn, in shares of the ranges
 * @param restarts how often the search begins anew, with generations twice as large, when it has
 *     settled
 */
record CmaEsSettings(OptionalLong size, double sigma, int restarts) {

  static CmaEsSettings read(Fields fields) {
    return new CmaEsSettings(
        fields.optionalInteger("popsize", 4, 10_000),
        fields.number("sigma0", Range.openClosed(0, 1), 0.3),
        (int) fields.integer("restarts", 0, 20, 5));
  }

  Map<String, Object> toJson() {
    Map<String, Object> json = new LinkedHashMap<>();
    size.ifPresent(results -> json.put("popsize", results));
    json.put("sigma0", sigma);
    json.put("restarts", (long) restarts);
    return json;
  }
}
