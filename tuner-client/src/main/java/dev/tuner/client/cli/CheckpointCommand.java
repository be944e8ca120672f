package dev.tuner.client.cli;

import dev.tuner.client.TunerClient;
import dev.tuner.client.screen.CheckpointTable;
import dev.tuner.wire.CheckpointView;
import dev.tuner.wire.StudyView;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "checkpoint",
    sortOptions = false,
    description = {
      "Downloads a checkpoint and checks its bytes: the study's best one, or one of a trial.",
      "Exit code 2 when there is none."
    })
final class CheckpointCommand implements Callable<Integer> {
  private final Surroundings surroundings;

  @Parameters(paramLabel = "STUDY", description = "Name, id, or the first characters of the id")
  private String name;

  @ArgGroup private Which which = new Which();

  @Option(
      names = "--step",
      paramLabel = "STEP",
      description = "With --trial: of this step. Default: the newest")
  private Long step;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      required = true,
      description = "Where to; an existing file is replaced")
  private Path file;

  @Mixin private ServerOption server;
  @Spec private CommandSpec spec;

  static final class Which {
    @Option(names = "--best", description = "The best by the study's metric. The default")
    private boolean best;

    @Option(names = "--trial", paramLabel = "NUMBER", description = "One of this trial")
    private Integer trial;

    boolean isBest() {
      return best || trial == null;
    }
  }

  CheckpointCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws IOException {
    if (step != null && which.isBest()) {
      throw new IllegalArgumentException("--step goes with --trial: say of which trial");
    }
    try (var client = server.connect(surroundings)) {
      var study = client.studies().find(name);
      var downloaded =
          which.isBest()
              ? client.study(study.id()).downloadBestCheckpoint(file)
              : download(client, study, which.trial);
      var out = spec.commandLine().getOut();
      out.println(CheckpointTable.sentence(study, downloaded, file));
      out.flush();
      return ExitCode.DONE;
    }
  }

  private CheckpointView download(TunerClient client, StudyView study, int number)
      throws IOException {
    var trial = client.trial(NamedTrial.find(client, study, number).id());
    var chosen =
        trial
            .checkpoints()
            .filter(checkpoint -> step == null || checkpoint.step() == step)
            .max(Comparator.comparing(CheckpointView::step))
            .orElseThrow(() -> new IllegalArgumentException(noneOf(study, number)));
    trial.download(chosen, file);
    return chosen;
  }

  private String noneOf(StudyView study, int number) {
    return "Trial %d of study %s keeps no checkpoint%s; `tuner checkpoints %s` lists those that are kept"
        .formatted(number, study.name(), step == null ? "" : " of step " + step, study.name());
  }
}
