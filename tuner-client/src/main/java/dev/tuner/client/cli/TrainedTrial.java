package dev.tuner.client.cli;

import dev.tuner.client.TunerClient;
import dev.tuner.client.local.TrialRunnerTool;
import dev.tuner.wire.StudyView;
import dev.tuner.wire.TrialView;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which trial of which study a trained model is wanted of. */
final class TrainedTrial {

  @Parameters(
      index = "0",
      paramLabel = "STUDY",
      description = "Name, id, or the first characters of the id")
  private String study;

  @Option(
      names = "--trial",
      paramLabel = "N",
      description = "The trial's number in its study. Default: the best trial")
  private Integer number;

  @Mixin private ServerOption server;

  /**
   * Lets the trial-runner do something with the trial's checkpoint: that of its best step, or else
   * its last one.
   *
   * @param arguments what the trial-runner is called with, given where the checkpoint lies
   * @return its exit code
   * @throws IllegalArgumentException if the trial has no checkpoint
   */
  int handToRunner(Surroundings surroundings, Function<String, List<String>> arguments)
      throws IOException, InterruptedException {
    var tool = new TrialRunnerTool(surroundings.requireHome());
    var checkpoint = Files.createTempFile("tuner-", ".checkpoint");
    try (var client = server.connect(surroundings)) {
      download(client, checkpoint);
      return tool.run(arguments.apply(checkpoint.toString()));
    } finally {
      Files.deleteIfExists(checkpoint);
    }
  }

  private void download(TunerClient client, Path target) throws IOException {
    var found = client.studies().find(study);
    var trial = trial(client, found);
    var handle = client.trial(trial.id());
    var kept = handle.checkpoints().toList();
    var best = kept.stream().filter(one -> Long.valueOf(one.step()).equals(trial.bestStep()));
    var chosen = best.findFirst().or(() -> kept.stream().reduce((before, last) -> last));
    if (chosen.isPresent()) {
      handle.download(chosen.get(), target);
      return;
    }
    throw new IllegalArgumentException(
        "Trial %d of %s has no checkpoint any more; of an ended study those of the best trials are kept ('checkpoints': {'keep_best': N})"
            .formatted(trial.number(), found.name()));
  }

  private TrialView trial(TunerClient client, StudyView found) {
    if (number != null) {
      return TrialCommand.find(client, found, number);
    }
    if (found.best() == null) {
      throw new IllegalArgumentException(
          "No trial of %s has reported a finite value yet".formatted(found.name()));
    }
    return found.best();
  }
}
