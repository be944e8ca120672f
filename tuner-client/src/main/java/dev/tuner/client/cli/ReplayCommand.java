package dev.tuner.client.cli;

import dev.tuner.client.WireJson;
import dev.tuner.wire.DecisionView;
import dev.tuner.wire.ReplayView;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "replay",
    sortOptions = false,
    description = {
      "Decides a study's log again with its own scheduler, and shows any difference.",
      "Exit code 1 when there is one."
    })
final class ReplayCommand implements Callable<Integer> {
  private static final int DIFFERENT = 1;

  private final Surroundings surroundings;

  @Parameters(paramLabel = "STUDY", description = "Name, id, or the first characters of the id")
  private String name;

  @Option(
      names = "--scheduler",
      paramLabel = "JSON",
      description = {
        "Another scheduler: tells what it would have saved and lost on the recorded curves.",
        "Without a type, fields in place of the study's own: {\"reduction_factor\": 4}"
      })
  private String scheduler;

  @Option(names = "--json", description = "Print everything as JSON")
  private boolean json;

  @Mixin private ServerOption server;
  @Spec private CommandSpec spec;

  ReplayCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    try (var client = server.connect(surroundings)) {
      var study = client.study(client.studies().find(name).id());
      var replay = scheduler == null ? study.replay() : study.replay(WireJson.object(scheduler));
      var out = spec.commandLine().getOut();
      if (json) {
        out.println(WireJson.prettyText(replay));
      } else {
        print(replay, out);
      }
      out.flush();
      return replay.different() == 0 ? ExitCode.DONE : DIFFERENT;
    }
  }

  private static void print(ReplayView replay, PrintWriter out) {
    out.println(
        "%d reports judged again, %d decisions compared: %d differ"
            .formatted(replay.reports(), replay.decisions(), replay.different()));
    if (replay.comparison() != null) {
      out.println(replay.comparison().words());
    }
    replay
        .differences()
        .forEach(
            each ->
                out.println(
                    "#%d trial %d step %d: was %s, is %s"
                        .formatted(
                            each.sequence(),
                            each.trial(),
                            each.step(),
                            words(each.logged()),
                            words(each.replayed()))));
  }

  private static String words(DecisionView decision) {
    return decision == null ? "nothing" : decision.kind() + " (" + decision.reason() + ")";
  }
}
