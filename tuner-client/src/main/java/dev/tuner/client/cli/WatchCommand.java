package dev.tuner.client.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "watch",
    sortOptions = false,
    description = "Shows a study until it has ended, as tuner run does.")
final class WatchCommand implements Callable<Integer> {
  private final Surroundings surroundings;

  @Parameters(paramLabel = "STUDY", description = "Name, id, or the first characters of the id")
  private String name;

  @Mixin private FollowOptions follow;
  @Mixin private ServerOption server;
  @Spec private CommandSpec spec;

  WatchCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws InterruptedException {
    try (var client = server.connect(surroundings)) {
      var study = client.studies().find(name);
      return follow.followToResult(client, study, spec.commandLine(), surroundings);
    }
  }
}
