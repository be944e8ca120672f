package dev.tuner.client.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "delete",
    sortOptions = false,
    description = "Deletes a study with its trials and checkpoints. This cannot be undone.")
final class DeleteCommand implements Callable<Integer> {
  private final Surroundings surroundings;

  @Parameters(paramLabel = "STUDY", description = "Name, id, or the first characters of the id")
  private String name;

  @Option(names = "--force", description = "Cancel it first if it has not ended")
  private boolean force;

  @Mixin private ServerOption server;
  @Spec private CommandSpec spec;

  DeleteCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    try (var client = server.connect(surroundings)) {
      var study = client.studies().find(name);
      client.study(study.id()).delete(force);
      var out = spec.commandLine().getOut();
      out.println("Study %s (%s) is deleted".formatted(study.name(), study.id()));
      out.flush();
      return ExitCode.DONE;
    }
  }
}
