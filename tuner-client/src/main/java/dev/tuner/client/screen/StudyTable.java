package dev.tuner.client.screen;

import dev.tuner.client.screen.Table.Column;
import dev.tuner.wire.StudyView;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Studies in columns. */
public final class StudyTable {
  private static final int SHORT_ID = 8;
  private static final List<Column> COLUMNS =
      List.of(
          Column.text("study"),
          Column.text("id"),
          Column.text("state"),
          Column.text("trials"),
          Column.text("metric"),
          Column.number("best"),
          Column.text("age"));

  private StudyTable() {}

  /** The lines, titles first. */
  public static List<String> lines(List<StudyView> studies, Instant now) {
    return Table.lines(COLUMNS, studies.stream().map(study -> cells(study, now)).toList());
  }

  private static List<String> cells(StudyView study, Instant now) {
    var best = study.best();
    return List.of(
        study.name(),
        study.id().substring(0, Math.min(SHORT_ID, study.id().length())),
        study.state(),
        StudyScreen.counts(study),
        study.metric() + " " + study.mode(),
        Values.metric(best == null ? null : best.bestValue()),
        Values.duration(Duration.between(study.createdAt(), now)));
  }
}
