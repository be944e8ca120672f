package dev.tuner.runner;

import dev.tuner.client.WireJson;
import dev.tuner.runner.trainable.CheckpointWriter;
import dev.tuner.runner.trainable.Trainables;
import dev.tuner.runner.trainable.TrialContext;
import dev.tuner.runner.training.TrainingCheckpoint;
import dev.tuner.runner.training.TrainingState;
import dev.tuner.runner.training.recipe.Provenance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Trains a trial again as its checkpoint says; {@code tuner reproduce} calls this. */
@Command(
    name = "reproduce",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Trains a trial again from the beginning to the checkpoint's step, with its config, data and seed, and compares the weights.",
      "Exit code 1 when they differ."
    })
final class ReproduceCommand implements Callable<Integer> {

  @Mixin private CheckpointFile checkpoint;

  @Override
  public Integer call() throws Exception {
    var saved = checkpoint.read();
    var provenance = Provenance.parse(saved.provenance());
    var again = Files.createTempFile("tuner-", ".checkpoint");
    try {
      Trainables.of(provenance.trainable())
          .train(new Again(provenance, saved.progress().step(), again));
      return compare(saved, TrainingCheckpoint.read(again));
    } finally {
      Files.deleteIfExists(again);
    }
  }

  private static int compare(TrainingState saved, TrainingState again) {
    float[] wanted = saved.weights().parameters();
    float[] found = again.weights().parameters();
    double largest = 0;
    for (int i = 0; i < wanted.length; i++) {
      largest = Math.max(largest, Math.abs((double) wanted[i] - found[i]));
    }
    long step = saved.progress().step();
    if (largest == 0) {
      System.err.printf("step %d: the weights are the same to the last bit%n", step);
      return CommandLine.ExitCode.OK;
    }
    System.err.printf(
        "step %d: weights differ by up to %s; it was trained by %s on %s%n",
        step,
        largest,
        Provenance.parse(saved.provenance()).version(),
        Provenance.parse(saved.provenance()).environment());
    return CommandLine.ExitCode.SOFTWARE;
  }

  /** The trial once more, up to one step, whose checkpoint is kept. */
  private record Again(Provenance provenance, long last, Path file) implements TrialContext {

    @Override
    public Map<String, Object> config() {
      return provenance.config();
    }

    @Override
    public Map<String, Object> settings() {
      return provenance.trainable();
    }

    @Override
    public long seed() {
      return provenance.seed();
    }

    @Override
    public OptionalLong maxStep() {
      var wanted = provenance.maxStep(); // a schedule's end depends on it
      return wanted == null ? OptionalLong.empty() : OptionalLong.of(wanted);
    }

    @Override
    public Optional<Path> checkpoint() {
      return Optional.empty();
    }

    @Override
    public boolean report(long step, Map<String, Double> metrics, CheckpointWriter checkpoint)
        throws IOException {
      System.out.printf("step %d %s%n", step, WireJson.text(metrics));
      if (step == last) {
        checkpoint.writeTo(file);
      }
      return step < last;
    }
  }
}
