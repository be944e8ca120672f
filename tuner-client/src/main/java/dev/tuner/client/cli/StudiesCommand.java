package dev.tuner.client.cli;

import dev.tuner.client.TunerClient;
import dev.tuner.client.WireJson;
import dev.tuner.client.screen.StudyTable;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(name = "studies", sortOptions = false, description = "Lists the studies of the service.")
final class StudiesCommand implements Callable<Integer> {
  private final Surroundings surroundings;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "50",
      description = "At most so many. Default: 50")
  private int limit;

  @Option(names = "--archived", description = "Those in the archive instead")
  private boolean archived;

  @Option(names = "--json", description = "Print one study a line, as JSON")
  private boolean json;

  @Mixin private ServerOption server;
  @Spec private CommandSpec spec;

  StudiesCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    try (var client = server.connect(surroundings)) {
      print(client);
      return ExitCode.DONE;
    }
  }

  private void print(TunerClient client) {
    var out = spec.commandLine().getOut();
    var all = archived ? client.studies().archived() : client.studies().stream();
    var studies = all.limit(Limits.positive("--limit", limit)).toList();
    if (json) {
      studies.forEach(study -> out.println(WireJson.text(study)));
    } else {
      StudyTable.lines(studies, surroundings.time().instant()).forEach(out::println);
    }
    out.flush();
  }
}
