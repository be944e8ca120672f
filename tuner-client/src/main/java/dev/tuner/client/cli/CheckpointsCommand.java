package dev.tuner.client.cli;

import dev.tuner.client.TunerClient;
import dev.tuner.client.WireJson;
import dev.tuner.client.screen.CheckpointTable;
import dev.tuner.wire.CheckpointView;
import dev.tuner.wire.StudyView;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "checkpoints",
    sortOptions = false,
    description = {
      "Lists the checkpoints of a study that are kept, the best first.",
      "tuner checkpoint downloads one."
    })
final class CheckpointsCommand implements Callable<Integer> {
  private final Surroundings surroundings;

  @Parameters(paramLabel = "STUDY", description = "Name, id, or the first characters of the id")
  private String name;

  @Option(
      names = "--trial",
      paramLabel = "NUMBER",
      description = "Only those of this trial, by step")
  private Integer number;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "20",
      description = "How many at most. Default: ${DEFAULT-VALUE}")
  private int limit;

  @Option(names = "--json", description = "Print them as JSON")
  private boolean json;

  @Mixin private ServerOption server;
  @Spec private CommandSpec spec;

  CheckpointsCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    try (var client = server.connect(surroundings)) {
      var study = client.studies().find(name);
      var checkpoints = checkpoints(client, study);
      var out = spec.commandLine().getOut();
      if (json) {
        out.println(WireJson.prettyText(checkpoints));
      } else {
        CheckpointTable.lines(study, checkpoints).forEach(out::println);
      }
      out.flush();
      return ExitCode.DONE;
    }
  }

  private List<CheckpointView> checkpoints(TunerClient client, StudyView study) {
    var all =
        number == null
            ? client.study(study.id()).checkpoints()
            : client.trial(NamedTrial.find(client, study, number).id()).checkpoints();
    return all.limit(Math.max(1, limit)).toList();
  }
}
