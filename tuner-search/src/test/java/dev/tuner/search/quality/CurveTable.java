package dev.tuner.search.quality;

import dev.tuner.search.Mode;
import dev.tuner.search.definition.Problems;
import dev.tuner.search.space.SearchSpace;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Real learning curves of many configs of one task, all of the same length. */
final class CurveTable {
  private static final JsonMapper JSON = new JsonMapper();

  private final SearchSpace space;
  private final List<Row> rows;
  private final double best;
  private final double median;

  /** One config; {@code losses.get(i)} was measured after step i + 1, infinite where it was NaN. */
  record Row(Map<String, Object> config, List<Double> point, List<Double> losses) {
    double best() {
      return losses.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
    }
  }

  private CurveTable(SearchSpace space, List<Row> rows) {
    this.space = space;
    this.rows = rows;
    double[] sorted = rows.stream().mapToDouble(Row::best).sorted().toArray();
    this.best = sorted[0];
    this.median = sorted[sorted.length / 2];
  }

  /** Reads a TaskSet table from the test resources; entry 0 of a curve is before training. */
  static CurveTable taskSet(String name) {
    try (InputStream meta = resource(name + ".meta.json");
        var lines =
            new BufferedReader(
                new InputStreamReader(
                    new GZIPInputStream(resource(name + ".jsonl.gz")), StandardCharsets.UTF_8))) {
      JsonNode json = JSON.readTree(meta);
      SearchSpace space = space(json.get("space"));
      Mode mode = Mode.of(json.get("mode").asString());
      List<Row> rows = new ArrayList<>();
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        rows.add(row(JSON.readTree(line), json.get("space"), space, mode));
      }
      return new CurveTable(space, rows);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InputStream resource(String name) {
    return Objects.requireNonNull(CurveTable.class.getResourceAsStream("/curves/" + name), name);
  }

  /** Parameters near one, such as Adam's betas, are searched by their distance to one. */
  private static SearchSpace space(JsonNode parameters) {
    Map<String, Object> json = new LinkedHashMap<>();
    for (JsonNode each : parameters) {
      boolean fromOne = each.has("reparam");
      String low = fromOne ? "one_minus_low" : "low";
      String high = fromOne ? "one_minus_high" : "high";
      String domain = fromOne || each.get("log").asBoolean() ? "loguniform" : "uniform";
      json.put(
          each.get("name").asString(),
          Map.of(domain, List.of(each.get(low).asDouble(), each.get(high).asDouble())));
    }
    var problems = new Problems();
    SearchSpace space = SearchSpace.read(json, "/space", problems);
    problems.throwIfAny();
    return space;
  }

  private static Row row(JsonNode json, JsonNode parameters, SearchSpace space, Mode mode) {
    Map<String, Object> config = new LinkedHashMap<>();
    for (JsonNode each : parameters) {
      String name = each.get("name").asString();
      double value = json.get("config").get(name).asDouble();
      // rounding to eight digits may have moved a value over the bound
      config.put(
          name,
          each.has("reparam") ? Math.max(each.get("one_minus_low").asDouble(), 1 - value) : value);
    }
    List<Double> losses = new ArrayList<>();
    JsonNode curve = json.get("valid");
    for (int step = 1; step < curve.size(); step++) {
      losses.add(mode.loss(curve.get(step).isNull() ? Double.NaN : curve.get(step).asDouble()));
    }
    List<Double> point = new ArrayList<>();
    for (double coordinate : space.encode(config)) {
      point.add(coordinate);
    }
    return new Row(config, point, losses);
  }

  SearchSpace space() {
    return space;
  }

  int size() {
    return rows.size();
  }

  Row row(int index) {
    return rows.get(index);
  }

  int steps() {
    return rows.get(0).losses().size();
  }

  /** 0 for the best loss of the table, 1 for that of its median config. */
  double regret(double loss) {
    return (loss - best) / (median - best);
  }

  /** The row nearest to a point of the unit cube that is not used yet. */
  int nearest(double[] point, BitSet used) {
    int nearest = -1;
    double least = Double.POSITIVE_INFINITY;
    for (int i = used.nextClearBit(0); i < rows.size(); i = used.nextClearBit(i + 1)) {
      double square = 0;
      for (int j = 0; j < point.length; j++) {
        double difference = point[j] - rows.get(i).point().get(j);
        square += difference * difference;
      }
      if (square < least) {
        least = square;
        nearest = i;
      }
    }
    return nearest;
  }
}
