package dev.tuner.client.cli;

import dev.tuner.client.TunerClient;
import dev.tuner.client.WireJson;
import dev.tuner.client.screen.TrialScreen;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "trial",
    sortOptions = false,
    description = "Shows one trial: its config, what was decided about it and why, its error.")
final class TrialCommand implements Callable<Integer> {
  private final Surroundings surroundings;

  @Mixin private NamedTrial named;

  @Option(names = "--json", description = "Print everything as JSON")
  private boolean json;

  @Mixin private ServerOption server;
  @Spec private CommandSpec spec;

  TrialCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    try (var client = server.connect(surroundings)) {
      print(client, named.find(client));
      return ExitCode.DONE;
    }
  }

  private void print(TunerClient client, NamedTrial.Found found) {
    var out = spec.commandLine().getOut();
    var detail = client.trial(found.trial().id()).detail();
    if (json) {
      out.println(WireJson.prettyText(detail));
    } else {
      TrialScreen.lines(found.study(), detail).forEach(out::println);
    }
    out.flush();
  }
}
