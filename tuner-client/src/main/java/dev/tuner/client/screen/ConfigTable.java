package dev.tuner.client.screen;

import dev.tuner.client.screen.Table.Column;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/** Configs in columns, one for each parameter. */
public final class ConfigTable {
  private ConfigTable() {}

  /** The lines, titles first; a config without a parameter shows a dash there. */
  public static List<String> lines(List<Map<String, Object>> configs) {
    var flat = configs.stream().map(Parameters::flat).toList();
    var paths = new LinkedHashSet<String>();
    flat.forEach(config -> paths.addAll(config.keySet()));
    var rows =
        flat.stream()
            .map(config -> paths.stream().map(path -> Values.config(config.get(path))).toList())
            .toList();
    return Table.lines(paths.stream().map(Column::number).toList(), rows);
  }
}
