package dev.tuner.client.screen;

import dev.tuner.wire.StudyView;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** One study as a status line, its counts, its best trial, and a table of trials. */
public final class StudyScreen {
  private final List<String> columns;

  /**
   * A screen.
   *
   * @param columns as in {@link TrialTable}
   */
  public StudyScreen(List<String> columns) {
    this.columns = List.copyOf(columns);
  }

  /**
   * The lines, none longer than the width.
   *
   * @param now tells how long a running study has run
   */
  public List<String> lines(Snapshot snapshot, int width, Instant now) {
    var study = snapshot.study();
    var lines = new ArrayList<String>();
    lines.add(status(study, now));
    lines.add("Trials: " + counts(study));
    if (study.pendingReason() != null) {
      lines.add("Waits: " + study.pendingReason());
    }
    lines.add(best(study));
    snapshot.note().ifPresent(lines::add);
    if (!snapshot.trials().isEmpty()) {
      lines.addAll(new TrialTable(study, columns, width).lines(snapshot.trials()));
      int hidden = total(study) - snapshot.trials().size();
      if (hidden > 0) {
        lines.add("... %d more: tuner trials %s".formatted(hidden, study.name()));
      }
    }
    return lines.stream().map(line -> cut(line, width)).toList();
  }

  /** The study's name, state and age. */
  public static String status(StudyView study, Instant now) {
    var end = study.endedAt() == null ? now : study.endedAt();
    var age = Values.duration(Duration.between(study.createdAt(), end));
    var reason = study.reason() == null ? "" : " (" + study.reason() + ")";
    var connector = study.endedAt() == null ? ", " : " after ";
    return "Study " + study.name() + ": " + study.state() + connector + age + reason;
  }

  /** How many trials there are, of how many, and in which states. */
  public static String counts(StudyView study) {
    var states =
        study.trials().entrySet().stream()
            .filter(entry -> entry.getValue() > 0)
            .map(entry -> entry.getValue() + " " + entry.getKey())
            .collect(Collectors.joining(", "));
    var own = total(study) - study.importedTrials();
    var all = "%d of %d".formatted(own, study.numSamples());
    if (study.importedTrials() > 0) {
      all += " and %d imported".formatted(study.importedTrials());
    }
    return states.isEmpty() ? all : all + " (" + states + ")";
  }

  private static String best(StudyView study) {
    var best = study.best();
    return best == null
        ? "Best: no finite %s yet".formatted(study.metric())
        : "Best: trial %d with %s %s at step %d: %s"
            .formatted(
                best.number(),
                study.metric(),
                Values.metric(best.bestValue()),
                best.bestStep(),
                Parameters.inOneLine(best.config()));
  }

  private static int total(StudyView study) {
    return study.trials().values().stream().mapToInt(Integer::intValue).sum();
  }

  private static String cut(String line, int width) {
    return line.length() <= width ? line : line.substring(0, Math.max(0, width - 3)) + "...";
  }
}
