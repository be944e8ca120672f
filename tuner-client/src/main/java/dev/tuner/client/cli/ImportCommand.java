package dev.tuner.client.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "import",
    sortOptions = false,
    description = {
      "Gives trials to a study: all that are in the file, or none.",
      "A trial is {\"config\": {...}, \"metrics\": {...}} when it was trained elsewhere (\"measurements\": [{\"step\":"
          + " 1, \"metrics\": {...}}, ...] for its whole curve): the searcher learns from it.",
      "With a config alone it runs next; what is missing of it is drawn.",
      "Exit code 2 when one is not valid, with one line for each problem."
    })
final class ImportCommand implements Callable<Integer> {
  private final Surroundings surroundings;

  @Parameters(
      index = "0",
      paramLabel = "STUDY",
      description = "Name, id, or the first characters of the id")
  private String name;

  @Parameters(
      index = "1",
      paramLabel = "FILE",
      description = "One trial or a list, as JSON; or one trial a line (.jsonl)")
  private Path file;

  @Mixin private ServerOption server;
  @Spec private CommandSpec spec;

  ImportCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    var trials = TrialsFile.read(file);
    try (var client = server.connect(surroundings)) {
      var study = client.studies().find(name);
      var reply = client.study(study.id()).give(trials);
      var out = spec.commandLine().getOut();
      out.printf(
          "Study %s: %d trials imported, %d to run next%n",
          study.name(), reply.imported(), reply.enqueued());
      out.flush();
      return ExitCode.DONE;
    }
  }
}
