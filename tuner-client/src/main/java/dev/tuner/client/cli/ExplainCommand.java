package dev.tuner.client.cli;

import dev.tuner.client.WireJson;
import dev.tuner.client.screen.ExplanationScreen;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
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

  @Parameters(
      index = "0",
      paramLabel = "STUDY",
      description = "Name, id, or the first characters of the id")
  private String name;

  @Parameters(index = "1", paramLabel = "NUMBER", description = "The trial's number in its study")
  private int number;

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
      var study = client.studies().find(name);
      var trial = TrialCommand.find(client, study, number);
      var explanation = client.trial(trial.id()).explain();
      var out = spec.commandLine().getOut();
      if (json) {
        out.println(WireJson.prettyText(explanation));
      } else {
        ExplanationScreen.lines(study, explanation).forEach(out::println);
      }
      out.flush();
      return ExitCode.DONE;
    }
  }
}
