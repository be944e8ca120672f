package dev.tuner.client.cli;

import dev.tuner.client.WireJson;
import dev.tuner.client.screen.ConfigTable;
import dev.tuner.client.screen.PreviewTable;
import dev.tuner.wire.StudyPreview;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "validate",
    sortOptions = false,
    description = {
      "Checks a study and shows what it would do; nothing is stored.",
      "Exit code 2 when it is not valid, with one line for each problem."
    })
final class ValidateCommand implements Callable<Integer> {
  private final Surroundings surroundings;

  @Parameters(paramLabel = "FILE", description = "The study, as JSON")
  private Path file;

  @Option(names = "--json", description = "Print the preview as JSON")
  private boolean json;

  @Option(
      names = "--seconds-per-step",
      paramLabel = "SECONDS",
      description = "How long a step of a trial takes; shows the GPU and CPU hours to expect")
  private Double secondsPerStep;

  @Mixin private ServerOption server;
  @Spec private CommandSpec spec;

  ValidateCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    var definition = StudyFile.read(file);
    var out = spec.commandLine().getOut();
    try (var client = server.connect(surroundings)) {
      var preview = client.studies().validate(definition, secondsPerStep);
      if (json) {
        out.println(WireJson.prettyText(preview));
      } else {
        print(preview, out);
      }
      out.flush();
      return ExitCode.DONE;
    }
  }

  private static void print(StudyPreview preview, PrintWriter out) {
    out.println("The study is valid.");
    if (preview.maxStep() != null) {
      out.println("A trial is complete at step " + preview.maxStep());
    }
    PreviewTable.lines(preview).forEach(out::println);
    out.println("The first configs:");
    ConfigTable.lines(preview.configs()).forEach(out::println);
  }
}
