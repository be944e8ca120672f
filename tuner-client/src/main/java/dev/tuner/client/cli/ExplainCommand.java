package dev.tuner.client.cli;

import dev.tuner.client.WireJson;
import dev.tuner.client.screen.ExplanationScreen;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "explain",
    sortOptions = false,
    description = {
      "Tells why a trial got its config and why it was stopped, paused or promoted:",
      "rank, who was better, and what would have been needed."
    })
final class ExplainCommand implements Callable<Integer> {
  private final Surroundings surroundings;

  @Mixin private NamedTrial named;

  @Option(names = "--json", description = "Print everything as JSON")
  private boolean json;

  @Mixin private ServerOption server;
  @Spec private CommandSpec spec;

  ExplainCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    try (var client = server.connect(surroundings)) {
      var found = named.find(client);
      var explanation = client.trial(found.trial().id()).explain();
      var out = spec.commandLine().getOut();
      if (json) {
        out.println(WireJson.prettyText(explanation));
      } else {
        ExplanationScreen.lines(found.study(), explanation).forEach(out::println);
      }
      out.flush();
      return ExitCode.DONE;
    }
  }
}
