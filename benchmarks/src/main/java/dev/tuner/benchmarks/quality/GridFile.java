package dev.tuner.benchmarks.quality;

import dev.tuner.search.Mode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads {@code <task>.meta.json} and {@code <task>.csv.gz}: every config of a grid with the final
 * values of its repetitions, which are averaged. Digit i of a line's key is the index of the value
 * among the choices of parameter i. A training is one step.
 */
final class GridFile {
  private final JsonNode parameters;
  private final TableSpace space;
  private final Mode mode;

  private GridFile(JsonNode meta) {
    this.parameters = meta.get("space");
    this.space = new TableSpace(parameters);
    this.mode = Mode.of(meta.get("mode").asString());
  }

  static CurveTable read(Path directory, String task) throws IOException {
    var file =
        new GridFile(
            new JsonMapper().readTree(Files.readString(directory.resolve(task + ".meta.json"))));
    try (var reader =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(directory.resolve(task + ".csv.gz"))),
                StandardCharsets.UTF_8))) {
      List<List<Curve>> rows =
          reader.lines().skip(1).map(line -> List.of(file.curve(line.split(",")))).toList();
      return new CurveTable(task, file.space.space(), rows);
    }
  }

  private Curve curve(String[] cells) {
    double mean =
        Arrays.stream(cells).skip(1).mapToDouble(Double::parseDouble).average().orElseThrow();
    return new RecordedCurve(config(cells[0]), List.of(mode.loss(mean)), List.of(1.0), false);
  }

  private Map<String, Object> config(String key) {
    Map<String, Object> config = new LinkedHashMap<>();
    for (int i = 0; i < parameters.size(); i++) {
      JsonNode parameter = parameters.get(i);
      JsonNode choice = parameter.get("choices").get(key.charAt(i) - '0');
      config.put(parameter.get("name").asString(), TableSpace.value(choice));
    }
    return config;
  }
}
