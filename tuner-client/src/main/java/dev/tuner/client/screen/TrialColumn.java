package dev.tuner.client.screen;

import dev.tuner.wire.TrialView;
import java.util.function.Function;

/**
 * A column of a table of trials.
 *
 * @param cell what the column shows of a trial
 */
record TrialColumn(Table.Column column, Function<TrialView, String> cell) {
  private static final int LONGEST_CELL = 32;

  static final TrialColumn NUMBER = number("trial", trial -> String.valueOf(trial.number()));
  static final TrialColumn STATE = text("state", TrialView::state);
  static final TrialColumn STEP = number("step", trial -> String.valueOf(trial.step()));
  static final TrialColumn BEST = number("best", trial -> Values.metric(trial.bestValue()));

  /** The column that a person names: a field of the trial, a config path, or a metric. */
  static TrialColumn named(String name) {
    return switch (name) {
      case "id" -> text(name, TrialView::id);
      case "reason" -> text(name, trial -> orAbsent(trial.reason()));
      case "worker" -> text(name, trial -> orAbsent(trial.worker()));
      case "error" -> text(name, trial -> orAbsent(trial.error()));
      case "attempt" -> number(name, trial -> String.valueOf(trial.attempt()));
      case "best_step" -> number(name, trial -> orAbsent(trial.bestStep()));
      case "milestone" -> number(name, trial -> orAbsent(trial.milestone()));
      case "checkpoint_step" -> number(name, trial -> orAbsent(trial.checkpointStep()));
      case "seconds" -> number(name, trial -> "%.1f".formatted(trial.seconds()));
      default -> ofPath(name);
    };
  }

  static TrialColumn ofParameter(String path) {
    return number(path, trial -> Values.config(Parameters.flat(trial.config()).get(path)));
  }

  static TrialColumn ofMetric(String metric) {
    return number(metric, trial -> Values.metric(metricOf(trial, metric)));
  }

  private static TrialColumn ofPath(String path) {
    if (path.startsWith("config.")) {
      return ofParameter(path.substring("config.".length()));
    }
    if (path.startsWith("metrics.")) {
      return ofMetric(path.substring("metrics.".length()));
    }
    return number(path, trial -> parameterOrMetric(trial, path));
  }

  private static String parameterOrMetric(TrialView trial, String path) {
    var config = Parameters.flat(trial.config());
    return config.containsKey(path)
        ? Values.config(config.get(path))
        : Values.metric(metricOf(trial, path));
  }

  private static Double metricOf(TrialView trial, String metric) {
    return trial.metrics() == null ? null : trial.metrics().get(metric);
  }

  private static TrialColumn text(String title, Function<TrialView, String> cell) {
    return new TrialColumn(Table.Column.text(title), cell);
  }

  private static TrialColumn number(String title, Function<TrialView, String> cell) {
    return new TrialColumn(Table.Column.number(title), cell.andThen(TrialColumn::shortened));
  }

  private static String orAbsent(Object value) {
    return value == null ? "-" : value.toString().replaceAll("\\s+", " ");
  }

  private static String shortened(String cell) {
    return cell.length() <= LONGEST_CELL ? cell : cell.substring(0, LONGEST_CELL - 3) + "...";
  }
}
