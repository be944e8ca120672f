package dev.tuner.client.cli;

import dev.tuner.client.TrialQuery;
import dev.tuner.client.TunerClient;
import dev.tuner.client.WireJson;
import dev.tuner.client.screen.TrialScreen;
import dev.tuner.wire.StudyView;
import dev.tuner.wire.TrialView;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "trial",
    sortOptions = false,
    description = "Shows one trial: its config, what was decided about it and why, its error.")
final class TrialCommand implements Callable<Integer> {
  private static final int LARGEST_PAGE = 1000;

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

  TrialCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    try (var client = server.connect(surroundings)) {
      var study = client.studies().find(name);
      print(client, study, find(client, study, number));
      return ExitCode.DONE;
    }
  }

  private void print(TunerClient client, StudyView study, TrialView trial) {
    var out = spec.commandLine().getOut();
    var detail = client.trial(trial.id()).detail();
    if (json) {
      out.println(WireJson.prettyText(detail));
    } else {
      TrialScreen.lines(study, detail).forEach(out::println);
    }
    out.flush();
  }

  /** The trial with this number, or an error that says that there is none. */
  static TrialView find(TunerClient client, StudyView study, int number) {
    return client
        .study(study.id())
        .trials(TrialQuery.bestFirst().sortedBy("number").paged(LARGEST_PAGE))
        .filter(trial -> trial.number() == number)
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "Study %s has no trial %d".formatted(study.name(), number)));
  }
}
