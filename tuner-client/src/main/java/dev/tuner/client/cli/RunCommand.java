package dev.tuner.client.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "run",
    sortOptions = false,
    description = {
      "Creates a study and shows it until it has ended.",
      "Ctrl-C leaves the study running; tuner watch STUDY shows it again.",
      "Exit code 1 when the study failed or no trial reported a finite value, 2 when the study is"
          + " not valid."
    })
final class RunCommand implements Callable<Integer> {
  private final Surroundings surroundings;

  @Parameters(paramLabel = "FILE", description = "The study, as JSON")
  private Path file;

  @Option(names = "--detach", description = "Only create the study; print its id")
  private boolean detach;

  @Mixin private FollowOptions follow;
  @Mixin private ServerOption server;
  @Spec private CommandSpec spec;

  RunCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws InterruptedException {
    var definition = StudyFile.read(file);
    try (var client = server.connect(surroundings)) {
      var study = client.studies().create(definition);
      if (detach) {
        var out = spec.commandLine().getOut();
        out.println(study.id());
        out.flush();
        return ExitCode.DONE;
      }
      return follow.followToResult(client, study, spec.commandLine(), surroundings);
    }
  }
}
