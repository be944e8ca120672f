package dev.tuner.client.cli;

import dev.tuner.client.WireJson;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
    name = "policy",
    sortOptions = false,
    description = {
      "Prints with which configs a trial's weights were trained, from the first step on, as JSON.",
      "The scheduler pbt_replay takes it as its policy."
    })
final class PolicyCommand implements Callable<Integer> {
  private final Surroundings surroundings;

  @Mixin private NamedTrial named;
  @Mixin private ServerOption server;
  @Spec private CommandSpec spec;

  PolicyCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    try (var client = server.connect(surroundings)) {
      var trial = named.find(client).trial();
      var out = spec.commandLine().getOut();
      out.println(WireJson.prettyText(client.trial(trial.id()).policy()));
      out.flush();
      return ExitCode.DONE;
    }
  }
}
