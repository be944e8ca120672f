package dev.tuner.client.screen;

import dev.tuner.wire.StudyView;
import dev.tuner.wire.TrialView;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Trials in columns: number, state, config, step, metrics, best. Where the terminal is too narrow,
 * the last of the metrics and then of the config columns are left out, unless a person named them.
 */
public final class TrialTable {
  private final StudyView study;
  private final List<String> named;
  private final int width;

  /**
   * A table for the trials of one study.
   *
   * @param named the config and metric columns to show; empty: every parameter that the study
   *     searches, and every metric
   * @param width characters in a line
   */
  public TrialTable(StudyView study, List<String> named, int width) {
    this.study = study;
    this.named = List.copyOf(named);
    this.width = width;
  }

  /** The lines of the table, titles first; then which columns found no room. */
  public List<String> lines(List<TrialView> trials) {
    var dropped = new ArrayList<String>();
    var columns = fitting(trials, dropped);
    var lines = new ArrayList<>(render(columns, trials));
    if (!dropped.isEmpty()) {
      lines.add("(choose more with --columns: %s)".formatted(String.join(", ", dropped)));
    }
    return lines;
  }

  private List<TrialColumn> fitting(List<TrialView> trials, List<String> dropped) {
    var middle = new ArrayList<>(named.isEmpty() ? parameters(trials) : chosen());
    var metrics = new ArrayList<>(named.isEmpty() ? otherMetrics(trials) : List.of());
    while (isTooWide(columns(middle, metrics), trials)) {
      var last = !metrics.isEmpty() ? metrics : named.isEmpty() ? middle : List.<TrialColumn>of();
      if (last.isEmpty()) {
        break;
      }
      dropped.add(0, last.remove(last.size() - 1).column().title());
    }
    return columns(middle, metrics);
  }

  private List<TrialColumn> columns(List<TrialColumn> middle, List<TrialColumn> metrics) {
    var objective = TrialColumn.ofMetric(study.metric());
    return Stream.of(
            List.of(TrialColumn.NUMBER, TrialColumn.STATE),
            middle,
            List.of(TrialColumn.STEP, objective),
            metrics,
            List.of(TrialColumn.BEST))
        .flatMap(List::stream)
        .toList();
  }

  private List<TrialColumn> chosen() {
    return named.stream().map(TrialColumn::named).toList();
  }

  private List<TrialColumn> parameters(List<TrialView> trials) {
    var configs = trials.stream().map(TrialView::config).toList();
    return Parameters.searched(space(), configs).stream().map(TrialColumn::ofParameter).toList();
  }

  private Map<String, Object> space() {
    var definition = study.definition() == null ? Map.of() : study.definition();
    return definition.get("space") instanceof Map<?, ?> space ? keyedByText(space) : Map.of();
  }

  private static Map<String, Object> keyedByText(Map<?, ?> map) {
    var keyed = new LinkedHashMap<String, Object>();
    map.forEach((name, value) -> keyed.put(name.toString(), value));
    return keyed;
  }

  private List<TrialColumn> otherMetrics(List<TrialView> trials) {
    return trials.stream()
        .filter(trial -> trial.metrics() != null)
        .flatMap(trial -> trial.metrics().keySet().stream())
        .filter(metric -> !metric.equals(study.metric()))
        .distinct()
        .sorted()
        .map(TrialColumn::ofMetric)
        .toList();
  }

  private boolean isTooWide(List<TrialColumn> columns, List<TrialView> trials) {
    return render(columns, trials).stream().anyMatch(line -> line.length() > width);
  }

  private static List<String> render(List<TrialColumn> columns, List<TrialView> trials) {
    var rows =
        trials.stream()
            .map(trial -> columns.stream().map(column -> column.cell().apply(trial)).toList())
            .toList();
    return Table.lines(columns.stream().map(TrialColumn::column).toList(), rows);
  }
}
