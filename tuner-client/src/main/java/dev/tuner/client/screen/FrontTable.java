package dev.tuner.client.screen;

import dev.tuner.client.screen.Table.Column;
import dev.tuner.wire.StudyView;
import dev.tuner.wire.TrialView;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The front of a study with several metrics: what each trial on it reaches, and how. */
public final class FrontTable {
  private FrontTable() {}

  /** The metrics that the study optimises; empty when it is one. */
  public static List<String> metrics(StudyView study) {
    if (study.definition() != null && study.definition().get("metrics") instanceof List<?> list) {
      return list.stream().map(each -> String.valueOf(((Map<?, ?>) each).get("name"))).toList();
    }
    return List.of();
  }

  /** The lines, titles first. */
  public static List<String> lines(StudyView study, List<TrialView> front) {
    var metrics = metrics(study);
    var columns = new ArrayList<Column>();
    columns.add(Column.number("trial"));
    metrics.forEach(metric -> columns.add(Column.number(metric)));
    columns.add(Column.text("config"));
    return Table.lines(columns, front.stream().map(trial -> row(trial, metrics)).toList());
  }

  private static List<String> row(TrialView trial, List<String> metrics) {
    var cells = new ArrayList<String>();
    cells.add(String.valueOf(trial.number()));
    metrics.forEach(metric -> cells.add(Values.metric(trial.metrics().get(metric))));
    cells.add(Parameters.inOneLine(trial.config()));
    return cells;
  }
}
