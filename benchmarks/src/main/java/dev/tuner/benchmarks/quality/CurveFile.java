package dev.tuner.benchmarks.quality;

import dev.tuner.search.Mode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads {@code <task>.meta.json} and {@code <task>.jsonl.gz}: a line for each config with its
 * {@code steps}, {@code valid} (null where it was not finite), perhaps {@code time_s} or {@code
 * examples}, and whether training diverged behind the last value.
 */
final class CurveFile {
  private static final JsonMapper JSON = new JsonMapper();

  private final String task;
  private final TableSpace parameters;
  private final Mode mode;
  private final List<JsonNode> lines = new ArrayList<>();

  private CurveFile(String task, JsonNode meta) {
    this.task = task;
    this.parameters = new TableSpace(meta.get("space"));
    this.mode = Mode.of(meta.get("mode").asString());
  }

  static CurveTable read(Path directory, String task) throws IOException {
    var file =
        new CurveFile(
            task, JSON.readTree(Files.readString(directory.resolve(task + ".meta.json"))));
    try (var reader =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(directory.resolve(task + ".jsonl.gz"))),
                StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        file.lines.add(JSON.readTree(line));
      }
    }
    return file.table();
  }

  /**
   * Time 1 is the longest training: where configs choose how long they train, a full one is one to
   * the last resource. With the mean of all configs instead, random search on opda is about 1.6
   * times slower than in the reference runs that the bands come from.
   */
  private CurveTable table() {
    double unit =
        lines.stream()
            .filter(line -> !hasFailed(line))
            .mapToDouble(line -> last(clock(line)))
            .max()
            .orElseThrow();
    Map<String, List<Curve>> rows = new LinkedHashMap<>();
    for (JsonNode line : lines) {
      String id = line.has("id") ? line.get("id").asString() : "line " + rows.size();
      rows.computeIfAbsent(id, key -> new ArrayList<>()).add(curve(line, unit));
    }
    return new CurveTable(task, parameters.space(), List.copyOf(rows.values()));
  }

  private static double last(List<Double> list) {
    return list.get(list.size() - 1);
  }

  /** Where the source wrote nulls instead of breaking off, training went on to its end. */
  private static boolean hasFailed(JsonNode line) {
    return line.get("status").asString().equals("diverged")
        && line.get("valid").valueStream().noneMatch(JsonNode::isNull);
  }

  /** An entry for step 0 was measured before training. */
  private static int start(JsonNode line) {
    JsonNode steps = line.get("steps");
    return !steps.isEmpty() && steps.get(0).asLong() == 0 ? 1 : 0;
  }

  private Curve curve(JsonNode line, double unit) {
    List<Double> losses = new ArrayList<>();
    JsonNode valid = line.get("valid");
    for (int i = start(line); i < valid.size(); i++) {
      losses.add(mode.loss(valid.get(i).isNull() ? Double.NaN : valid.get(i).asDouble()));
    }
    List<Double> times = clock(line).stream().map(time -> time / unit).toList();
    return new RecordedCurve(parameters.config(line.get("config")), losses, times, hasFailed(line));
  }

  /** Seconds, or examples, or steps: whatever the source has. */
  private static List<Double> clock(JsonNode line) {
    List<Double> clock = new ArrayList<>();
    int start = start(line);
    for (int i = start; i < line.get("valid").size(); i++) {
      if (line.has("time_s")) {
        clock.add(line.get("time_s").get(i).asDouble());
      } else if (line.has("examples")) {
        clock.add(line.get("examples").get(i).asDouble());
      } else {
        clock.add(i + 1.0 - start);
      }
    }
    return clock;
  }
}
