package dev.tuner.client.screen;

import dev.tuner.client.screen.Table.Column;
import dev.tuner.wire.StudyPreview;
import dev.tuner.wire.StudyPreview.Expected;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a study would do: how many trials reach each milestone, and what that costs. */
public final class PreviewTable {
  private PreviewTable() {}

  /** The lines: a table of the rungs, if trials are compared, and what to expect in all. */
  public static List<String> lines(StudyPreview preview) {
    var lines = new ArrayList<String>();
    var expected = preview.expected();
    if (expected == null) {
      return lines;
    }
    if (expected.rungs().size() > 1) {
      lines.add("How many trials are expected to reach each milestone:");
      lines.addAll(rungs(expected));
    }
    lines.add(costs(expected));
    return lines;
  }

  private static List<String> rungs(Expected expected) {
    var columns = List.of(Column.number("bracket"), Column.number("step"), Column.number("trials"));
    return Table.lines(
        columns,
        expected.rungs().stream()
            .map(
                rung ->
                    List.of(
                        String.valueOf(rung.bracket()),
                        String.valueOf(rung.milestone()),
                        String.valueOf(rung.trials())))
            .toList());
  }

  private static String costs(Expected expected) {
    var words = new StringBuilder("Expected: %d trials".formatted(expected.trials()));
    if (expected.steps() == null) {
      return words.append(", which end by themselves").toString();
    }
    words.append(", %d steps in all".formatted(expected.steps()));
    if (expected.gpuHours() != null && expected.gpuHours() > 0) {
      words.append(", %s GPU-hours".formatted(hours(expected.gpuHours())));
    }
    if (expected.cpuHours() != null && expected.cpuHours() > 0) {
      words.append(", %s CPU-hours".formatted(hours(expected.cpuHours())));
    }
    return words.toString();
  }

  private static String hours(double hours) {
    return String.format(Locale.ROOT, hours < 10 ? "%.2f" : "%.0f", hours);
  }
}
