package dev.tuner.client.cli;

import dev.tuner.client.Trial;
import dev.tuner.client.TunerClient;
import dev.tuner.client.local.TrialRunnerTool;
import dev.tuner.client.screen.CheckpointTable;
import dev.tuner.wire.CheckpointView;
import dev.tuner.wire.StudyView;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which trained model a command is about, and how the trial-runner is asked for it. */
final class TrainedTrial {

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "STUDY",
      description = "Name, id, or the first characters of the id")
  private String study;

  @Option(
      names = "--trial",
      paramLabel = "N",
      description =
          "The trial's number in its study; its best checkpoint is taken. Default: the study's best"
              + " checkpoint")
  private Integer number;

  @Option(
      names = "--step",
      paramLabel = "STEP",
      description = "With --trial: its checkpoint of this step")
  private Long step;

  @Option(
      names = "--checkpoint",
      paramLabel = "FILE",
      description = "Instead of a study: a checkpoint on this machine")
  private Path file;

  @Mixin private ServerOption server;

  /** A checkpoint of a trial, and in words why this one. */
  private record Taken(Trial trial, CheckpointView checkpoint, String why) {}

  /**
   * Lets the trial-runner's command of the same name do its work with the checkpoint. Says which
   * one was taken.
   *
   * @param shared mixins of the command that the trial-runner's has, too: it gets their options as
   *     they were given
   * @return its exit code
   * @throws IllegalArgumentException if there is no such checkpoint
   */
  int handToRunner(Surroundings surroundings, CommandSpec command, Object... shared)
      throws IOException, InterruptedException {
    requireOne();
    var tool = new TrialRunnerTool(surroundings.requireHome());
    if (file != null) {
      return tool.run(arguments(command, file, shared));
    }
    var checkpoint = Files.createTempFile("tuner-", ".checkpoint");
    try {
      try (var client = server.connect(surroundings)) {
        var found = client.studies().find(study);
        var taken = taken(client, found);
        taken.trial().download(taken.checkpoint(), checkpoint);
        var err = command.commandLine().getErr();
        err.println(CheckpointTable.taken(found, taken.checkpoint(), taken.why()));
        err.flush();
      }
      return tool.run(arguments(command, checkpoint, shared));
    } finally {
      Files.deleteIfExists(checkpoint);
    }
  }

  private void requireOne() {
    if ((study == null) == (file == null)) {
      throw new IllegalArgumentException("Give either STUDY or --checkpoint FILE");
    }
    if (file != null && (number != null || step != null)) {
      throw new IllegalArgumentException("--trial and --step go with STUDY, not --checkpoint");
    }
    if (step != null && number == null) {
      throw new IllegalArgumentException("--step goes with --trial: say of which trial");
    }
  }

  private static List<String> arguments(CommandSpec command, Path checkpoint, Object... shared) {
    var arguments = new ArrayList<>(List.of(command.name(), "--checkpoint", checkpoint.toString()));
    command.mixins().values().stream()
        .filter(mixin -> Arrays.asList(shared).contains(mixin.userObject()))
        .flatMap(mixin -> mixin.options().stream())
        .forEach(option -> addTo(arguments, option));
    return arguments;
  }

  private static void addTo(List<String> arguments, OptionSpec option) {
    Object value = option.getValue();
    if (value instanceof Boolean given) {
      if (given) {
        arguments.add(option.longestName());
      }
    } else if (value != null) {
      arguments.addAll(List.of(option.longestName(), value.toString()));
    }
  }

  private Taken taken(TunerClient client, StudyView found) {
    return number == null ? bestOf(client, found) : ofTrial(client, found);
  }

  private static Taken bestOf(TunerClient client, StudyView found) {
    var chosen =
        client
            .study(found.id())
            .checkpoints()
            .findFirst()
            .orElseThrow(() -> none("Study %s keeps no checkpoint".formatted(found.name())));
    var why = "the best that is kept";
    var best = found.best();
    if (best != null && !best.bestValue().equals(chosen.value())) {
      why +=
          "; that of the best trial, %d, at step %d is not kept any more"
              .formatted(best.number(), best.bestStep());
    }
    return new Taken(client.trial(chosen.trialId()), chosen, why);
  }

  private Taken ofTrial(TunerClient client, StudyView found) {
    var trial = NamedTrial.find(client, found, number);
    var handle = client.trial(trial.id());
    var kept = handle.checkpoints().toList();
    if (step != null) {
      var asked =
          at(kept, step)
              .orElseThrow(
                  () -> none("Trial %d keeps no checkpoint of step %d".formatted(number, step)));
      return new Taken(handle, asked, "as asked for");
    }
    var best = at(kept, trial.bestStep());
    if (best.isPresent()) {
      return new Taken(handle, best.get(), "its best");
    }
    var last =
        kept.stream()
            .reduce((before, after) -> after)
            .orElseThrow(() -> none("Trial %d keeps no checkpoint".formatted(number)));
    return new Taken(
        handle,
        last,
        "its last; that of its best step, %s, is not kept any more".formatted(trial.bestStep()));
  }

  private static Optional<CheckpointView> at(List<CheckpointView> kept, Long step) {
    return kept.stream().filter(one -> Long.valueOf(one.step()).equals(step)).findFirst();
  }

  private static IllegalArgumentException none(String what) {
    return new IllegalArgumentException(
        what
            + "; of an ended study those of the best trials are kept ('checkpoints': {'keep_best':"
            + " N}), and 'tuner checkpoints STUDY' lists them");
  }
}
