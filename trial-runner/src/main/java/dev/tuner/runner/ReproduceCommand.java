package dev.tuner.runner;

import dev.tuner.client.WireJson;
import dev.tuner.runner.trainable.CheckpointWriter;
import dev.tuner.runner.trainable.Trainables;
import dev.tuner.runner.trainable.TrialContext;
import dev.tuner.runner.training.TrainingCheckpoint;
import dev.tuner.runner.training.TrainingState;
import dev.tuner.runner.training.recipe.Provenance;
import dev.tuner.runner.training.recipe.Provenance.Segment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
      "Where it took over another trial's weights, that one's part is trained first, with its config.",
      "Exit code 1 when they differ."
    })
final class ReproduceCommand implements Callable<Integer> {

  private static final String UNKNOWN_ANCESTRY =
      ". It does not say what was trained before with another config: a trial that took over another"
          + " one's weights ('tuner trial STUDY N' shows it) cannot be trained again from it";

  @Mixin private CheckpointFile checkpoint;

  @Override
  public Integer call() throws Exception {
    var saved = checkpoint.read();
    var provenance = Provenance.parse(saved.provenance());
    var again = Files.createTempFile("tuner-", ".checkpoint");
    try {
      var begin = Optional.<Path>empty();
      for (var segment : segments(provenance, saved.progress().step())) {
        train(new Again(provenance, segment, begin, again));
        begin = Optional.of(again);
      }
      return compare(saved, TrainingCheckpoint.read(again));
    } finally {
      Files.deleteIfExists(again);
    }
  }

  private static List<Segment> segments(Provenance provenance, long step) {
    var segments = new ArrayList<>(before(provenance));
    segments.add(new Segment(step, provenance.config(), provenance.maxStep()));
    return segments;
  }

  private static List<Segment> before(Provenance provenance) {
    return provenance.ancestry() == null ? List.of() : provenance.ancestry();
  }

  private static void train(Again again) throws Exception {
    System.out.printf("to step %d with %s%n", again.segment().to(), again.config());
    Trainables.of(again.settings()).train(again);
    var reached = TrainingCheckpoint.read(again.file()).progress().step();
    if (reached != again.segment().to()) {
      throw new IllegalArgumentException(
          "the training ended at step %d and not at %d: is the data the same as it was?"
              .formatted(reached, again.segment().to()));
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
    var provenance = Provenance.parse(saved.provenance());
    System.err.printf(
        "step %d: weights differ by up to %s; it was trained by %s on %s%s%n",
        step,
        largest,
        provenance.version(),
        provenance.environment(),
        provenance.ancestry() == null ? UNKNOWN_ANCESTRY : "");
    return CommandLine.ExitCode.SOFTWARE;
  }

  /** A part of the trial once more; the checkpoint after each step replaces the one before. */
  private record Again(Provenance provenance, Segment segment, Optional<Path> checkpoint, Path file)
      implements TrialContext {

    @Override
    public Map<String, Object> config() {
      return segment.config();
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
      var wanted = segment.maxStep(); // a schedule's end depends on it
      return wanted == null ? OptionalLong.empty() : OptionalLong.of(wanted);
    }

    @Override
    public boolean report(long step, Map<String, Double> metrics, CheckpointWriter checkpoint)
        throws IOException {
      System.out.printf("step %d %s%n", step, WireJson.text(metrics));
      checkpoint.writeTo(file);
      return step < segment.to();
    }
  }
}
