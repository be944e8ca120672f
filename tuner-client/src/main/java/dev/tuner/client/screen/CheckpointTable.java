package dev.tuner.client.screen;

import dev.tuner.client.screen.Table.Column;
import dev.tuner.wire.CheckpointView;
import dev.tuner.wire.StudyView;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Checkpoints in columns. */
public final class CheckpointTable {
  private static final int SHORT_CHECKSUM = 12;
  private static final List<String> UNITS = List.of("B", "kB", "MB", "GB", "TB");

  private CheckpointTable() {}

  /** The lines, titles first; one sentence when there are none. */
  public static List<String> lines(StudyView study, List<CheckpointView> checkpoints) {
    if (checkpoints.isEmpty()) {
      return List.of("No checkpoints are kept.");
    }
    var columns =
        List.of(
            Column.number("trial"),
            Column.number("step"),
            Column.number(study.metric()),
            Column.number("size"),
            Column.text("sha256"),
            Column.text("stored"));
    return Table.lines(columns, checkpoints.stream().map(CheckpointTable::cells).toList());
  }

  /** Says what was downloaded where. */
  public static String sentence(StudyView study, CheckpointView checkpoint, Path file) {
    return "checkpoint of trial %d at step %d (%s %s, %s, SHA-256 %s) is in %s"
        .formatted(
            checkpoint.trial(),
            checkpoint.step(),
            study.metric(),
            Values.metric(checkpoint.value()),
            size(checkpoint.bytes()),
            checkpoint.sha256(),
            file);
  }

  /** Says which checkpoint a command works with, and why. */
  public static String taken(StudyView study, CheckpointView checkpoint, String why) {
    return "Taken: the checkpoint of trial %d at step %d (%s %s): %s"
        .formatted(
            checkpoint.trial(),
            checkpoint.step(),
            study.metric(),
            Values.metric(checkpoint.value()),
            why);
  }

  private static List<String> cells(CheckpointView checkpoint) {
    return List.of(
        String.valueOf(checkpoint.trial()),
        String.valueOf(checkpoint.step()),
        Values.metric(checkpoint.value()),
        size(checkpoint.bytes()),
        checkpoint.sha256().substring(0, SHORT_CHECKSUM),
        checkpoint.createdAt().toString());
  }

  /** Bytes in the unit that leaves up to three digits before the point: {@code 1.2 MB}. */
  static String size(long bytes) {
    double value = bytes;
    int unit = 0;
    while (value >= 1000 && unit < UNITS.size() - 1) {
      value /= 1000;
      unit++;
    }
    return unit == 0 ? bytes + " B" : String.format(Locale.ROOT, "%.1f %s", value, UNITS.get(unit));
  }
}
