package dev.tuner.client.cli;

import dev.tuner.client.TunerClient;
import dev.tuner.client.screen.Display;
import dev.tuner.client.screen.LiveStudy;
import dev.tuner.client.screen.PlainDisplay;
import dev.tuner.client.screen.RedrawnDisplay;
import dev.tuner.client.screen.StudyScreen;
import dev.tuner.wire.StudyView;
import java.io.PrintWriter;
import java.util.List;
import java.util.OptionalInt;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** How a study is shown while it runs. */
final class FollowOptions {
  private static final int PLAIN_ROWS = 20;

  @Option(
      names = "--columns",
      paramLabel = "NAME",
      split = ",",
      description =
          "Config and metric columns, such as lr,optimizer.name,val_loss; also worker, seconds,"
              + " attempt, milestone, reason. Default: all that the study searches, all metrics")
  private List<String> columns = List.of();

  @Option(
      names = "--max-rows",
      paramLabel = "N",
      description = "Trials in the live table. Default: as many as the terminal has room for")
  private Integer maxRows;

  @Option(names = "--no-live", description = "Show nothing until the study has ended")
  private boolean noLive;

  /** Shows the study until it has ended, then its result; the exit code says what it came to. */
  int followToResult(
      TunerClient client, StudyView study, CommandLine command, Surroundings surroundings)
      throws InterruptedException {
    var out = command.getOut();
    var ctrlC = CtrlC.then(() -> printWayBack(study, command.getErr()));
    try {
      var result = StudyResult.of(follow(client, study.id(), out, surroundings), client);
      result.print(out, surroundings.time());
      result.printLastLine(out);
      return result.exitCode();
    } finally {
      ctrlC.forget();
    }
  }

  /** Shows the study until it has ended. */
  StudyView follow(TunerClient client, String studyId, PrintWriter out, Surroundings surroundings)
      throws InterruptedException {
    var display = display(out, surroundings);
    return new LiveStudy(client, display, surroundings.time(), surroundings.pause())
        .follow(studyId);
  }

  private static void printWayBack(StudyView study, PrintWriter err) {
    err.printf("%nThe study goes on. To see it again: tuner watch %s%n", study.name());
    err.flush();
  }

  private Display display(PrintWriter out, Surroundings surroundings) {
    if (maxRows != null) {
      Limits.positive("--max-rows", maxRows);
    }
    if (noLive) {
      return Display.none();
    }
    var screen = new StudyScreen(columns);
    var terminal = surroundings.terminal();
    if (terminal.interactive()) {
      var limit = maxRows == null ? OptionalInt.empty() : OptionalInt.of(maxRows);
      return new RedrawnDisplay(screen, out, terminal, surroundings.time(), limit);
    }
    int rows = maxRows == null ? PLAIN_ROWS : maxRows;
    int width = terminal.size().get().columns();
    return new PlainDisplay(screen, out, width, surroundings.time(), rows);
  }
}
