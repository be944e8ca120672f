package dev.tuner.client.cli;

import dev.tuner.client.TunerClient;
import dev.tuner.client.WireJson;
import dev.tuner.client.screen.FrontTable;
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
      "Shows the best trial of a study so far; of one with several metrics, the trials that no other one beats.",
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
      return json && study.best() != null ? printJson(client, study) : print(study, client);
    }
  }

  private int printJson(TunerClient client, StudyView study) {
    var out = spec.commandLine().getOut();
    var handle = client.study(study.id());
    var several = !FrontTable.metrics(study).isEmpty();
    out.println(WireJson.prettyText(several ? handle.front() : handle.best()));
    out.flush();
    return ExitCode.DONE;
  }

  private int print(StudyView study, TunerClient client) {
    var out = json ? spec.commandLine().getErr() : spec.commandLine().getOut();
    var result = StudyResult.of(study, client);
    if (!json) {
      result.print(out, surroundings.time());
    }
    result.printLastLine(out);
    return study.best() == null ? ExitCode.NO_RESULT : ExitCode.DONE;
  }
}
