package dev.tuner.client.cli;

import dev.tuner.client.TunerClient;
import dev.tuner.client.WireJson;
import dev.tuner.wire.StudyView;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "best",
    sortOptions = false,
    description = {
      "Shows the best trial of a study so far.",
      "Exit code 1 when no trial has reported a finite value."
    })
final class BestCommand implements Callable<Integer> {
  private final Surroundings surroundings;

  @Parameters(paramLabel = "STUDY", description = "Name, id, or the first characters of the id")
  private String name;

  @Option(names = "--json", description = "Print the whole trial as JSON")
  private boolean json;

  @Mixin private ServerOption server;
  @Spec private CommandSpec spec;

  BestCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    try (var client = server.connect(surroundings)) {
      var study = client.studies().find(name);
      return json && study.best() != null ? printJson(client, study) : print(study);
    }
  }

  private int printJson(TunerClient client, StudyView study) {
    var out = spec.commandLine().getOut();
    out.println(WireJson.prettyText(client.study(study.id()).best()));
    out.flush();
    return ExitCode.DONE;
  }

  private int print(StudyView study) {
    var out = json ? spec.commandLine().getErr() : spec.commandLine().getOut();
    var result = new StudyResult(study);
    if (!json) {
      result.print(out, surroundings.time());
    }
    result.printLastLine(out);
    return study.best() == null ? ExitCode.NO_RESULT : ExitCode.DONE;
  }
}
