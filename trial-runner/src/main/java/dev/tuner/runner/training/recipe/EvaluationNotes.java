package dev.tuner.runner.training.recipe;

import dev.tuner.runner.data.NpzFile;
import dev.tuner.runner.trainable.TrialContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is said and kept about evaluations beside their metrics: warnings in the trial's log, and
 * predictions on request.
 */
final class EvaluationNotes {

  private static final double COARSE = 0.01;

  private final Fields settings;
  private final TrialContext trial;
  private final Optional<Path> folder;
  private final EpochSwing swing = new EpochSwing();
  private boolean saidCoarse;
  private boolean saidSwing;
  private float[][] outputs = {};
  private float[][] targets = {};

  /**
   * @param settings those that are the same for all trials
   */
  EvaluationNotes(Fields settings, TrialContext trial) {
    this.settings = settings;
    this.trial = trial;
    this.folder =
        settings.has("keep_predictions")
            ? Optional.of(DataFields.folder(settings, "keep_predictions", ""))
            : Optional.empty();
  }

  /** Whether {@link #predicted} wants to be told. */
  boolean keepsPredictions() {
    return folder.isPresent();
  }

  /** The last evaluation's outputs and targets, in the unit of the targets, item by item. */
  void predicted(List<float[]> all, List<float[]> wanted) {
    outputs = all.toArray(float[][]::new);
    targets = wanted.toArray(float[][]::new);
  }

  /** An evaluation is done. */
  void evaluated(long step, Map<String, Double> metrics) throws IOException {
    warnOfCoarseSample(metrics);
    warnOfSwing(metrics);
    if (folder.isPresent()) {
      keep(folder.get(), step);
    }
  }

  private void warnOfCoarseSample(Map<String, Double> metrics) {
    double error = metrics.getOrDefault("val_accuracy_stderr", Double.NaN);
    double apart = 2 * Math.sqrt(2) * error; // two standard errors of a difference
    if (!saidCoarse && settings.has("eval_sample") && apart > COARSE) {
      saidCoarse = true;
      long size = settings.whole("eval_sample", 1000, 2, Integer.MAX_VALUE);
      System.out.printf(
          "warning: eval_sample %d is small: trials whose val_accuracy differs by less than %.3f"
              + " cannot be told apart; %d items would bring that to %.2f%n",
          size, apart, (long) Math.ceil(size * Math.pow(apart / COARSE, 2)), COARSE);
    }
  }

  private void warnOfSwing(Map<String, Double> metrics) {
    swing.add(
        metrics.get("epoch"),
        metrics.getOrDefault("val_loss", metrics.getOrDefault("val_mse", Double.NaN)));
    double share = swing.share();
    if (Double.isFinite(share)) {
      metrics.put("epoch_swing", share);
    }
    if (!saidSwing && swing.isClear()) {
      saidSwing = true;
      System.out.printf(
          "warning: the validation metric swings with the epoch (%.0f %% of its ups and downs): is"
              + " the data in an order, or are validation items close relatives of training"
              + " items?%n",
          100 * share);
    }
  }

  private void keep(Path to, long step) throws IOException {
    Files.createDirectories(to);
    var file = to.resolve("predictions-%016x-step-%d.npz".formatted(trial.seed(), step));
    try (var npz = new NpzFile(Files.newOutputStream(file))) {
      npz.array("outputs", List.of(outputs.length, outputs[0].length), flat(outputs), 0);
      npz.array("targets", List.of(targets.length, targets[0].length), flat(targets), 0);
    }
  }

  private static float[] flat(float[][] rows) {
    var flat = new float[rows.length * rows[0].length];
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(rows[i], 0, flat, i * rows[0].length, rows[0].length);
    }
    return flat;
  }
}
