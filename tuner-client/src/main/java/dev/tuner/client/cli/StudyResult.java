package dev.tuner.client.cli;

import dev.tuner.client.TunerClient;
import dev.tuner.client.WireJson;
import dev.tuner.client.screen.FrontTable;
import dev.tuner.client.screen.StudyScreen;
import dev.tuner.client.screen.Values;
import dev.tuner.wire.StudyView;
import dev.tuner.wire.TrialView;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.List;

/** What a study came to. */
final class StudyResult {
  private final StudyView study;
  private final List<TrialView> front;

  private StudyResult(StudyView study, List<TrialView> front) {
    this.study = study;
    this.front = front;
  }

  /** The result of the study; its front is asked for when it has several metrics. */
  static StudyResult of(StudyView study, TunerClient client) {
    var several = !FrontTable.metrics(study).isEmpty();
    return new StudyResult(study, several ? client.study(study.id()).front() : List.of());
  }

  /** Prints the ending, the counts, and the best config. */
  void print(PrintWriter out, InstantSource time) {
    out.println(StudyScreen.status(study, time.instant()));
    out.println("Trials: " + StudyScreen.counts(study));
    if (!front.isEmpty()) {
      out.println("The trials that no other one beats in every metric:");
      FrontTable.lines(study, front).forEach(out::println);
    } else if (study.best() != null) {
      out.printf("Best config (trial %d):%n", study.best().number());
      out.println(WireJson.prettyText(study.best().config()));
    }
    out.flush();
  }

  /** Prints one line such as {@code best val_accuracy 0.9861}. */
  void printLastLine(PrintWriter out) {
    out.println(
        study.best() == null
            ? "no trial reported a finite " + study.metric()
            : "best " + study.metric() + " " + Values.metric(study.best().bestValue()));
    out.flush();
  }

  int exitCode() {
    boolean hasResult = study.best() != null && !"FAILED".equals(study.state());
    return hasResult ? ExitCode.DONE : ExitCode.NO_RESULT;
  }
}
