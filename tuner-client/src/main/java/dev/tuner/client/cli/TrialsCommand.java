package dev.tuner.client.cli;

import dev.tuner.client.TrialQuery;
import dev.tuner.client.TunerClient;
import dev.tuner.client.WireJson;
import dev.tuner.client.screen.TrialTable;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "trials",
    sortOptions = false,
    description = "Lists the trials of a study, the best first.")
final class TrialsCommand implements Callable<Integer> {
  private static final int LARGEST_PAGE = 100;

  private final Surroundings surroundings;

  @Parameters(paramLabel = "STUDY", description = "Name, id, or the first characters of the id")
  private String name;

  @Option(
      names = "--sort",
      paramLabel = "COLUMN",
      description = "As the API sorts, such as number or -number. Default: best first")
  private String sort;

  @Option(names = "--state", paramLabel = "STATE", description = "Only these, such as RUNNING")
  private String state;

  @Option(
      names = "--columns",
      paramLabel = "NAME",
      split = ",",
      description = "Config and metric columns, as in tuner run")
  private List<String> columns = List.of();

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "50",
      description = "At most so many. Default: 50")
  private int limit;

  @Option(names = "--json", description = "Print one trial a line, as JSON")
  private boolean json;

  @Mixin private ServerOption server;
  @Spec private CommandSpec spec;

  TrialsCommand(Surroundings surroundings) {
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
    var study = client.studies().find(name);
    var trials = client.study(study.id()).trials(query()).limit(limit).toList();
    if (json) {
      trials.forEach(trial -> out.println(WireJson.text(trial)));
    } else {
      int width = surroundings.terminal().size().get().columns();
      new TrialTable(study, columns, width).lines(trials).forEach(out::println);
    }
    out.flush();
  }

  private TrialQuery query() {
    int pageSize = Math.min(LARGEST_PAGE, Limits.positive("--limit", limit));
    var inState = state == null ? null : state.toUpperCase(Locale.ROOT);
    return new TrialQuery(sort, inState, pageSize);
  }
}
