package dev.tuner.benchmarks.training;

import dev.tuner.runner.trainable.CheckpointWriter;
import dev.tuner.runner.trainable.Trainables;
import dev.tuner.runner.trainable.TrialContext;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** A trial of the real recipe without a service: keeps what it reported last. */
final class HarnessTrial implements TrialContext {
  private static final int STEPS = 2; // the first one warms up

  private final Map<String, Object> settings;
  private final Optional<Path> checkpoint;
  private Map<String, Double> last = Map.of();

  private HarnessTrial(Map<String, Object> settings, Optional<Path> checkpoint) {
    this.settings = settings;
    this.checkpoint = checkpoint;
  }

  /**
   * Trains for two evaluations.
   *
   * @param fields of the recipe
   * @return the metrics of the second one
   */
  static Map<String, Double> train(Map<String, Object> fields) throws Exception {
    return train(fields, Optional.empty());
  }

  /**
   * Trains and writes a checkpoint after each evaluation.
   *
   * @param file where to
   */
  static Map<String, Double> train(Map<String, Object> fields, Optional<Path> file)
      throws Exception {
    var settings = new HashMap<String, Object>(fields);
    settings.put("type", "dl4j");
    settings.put("recipe", "image_classifier");
    settings.put("eval_sample", 100);
    var trial = new HarnessTrial(settings, file);
    Trainables.of(settings).train(trial);
    return trial.last;
  }

  /** Images a second in training, the evaluations left out. */
  static double rate(Map<String, Object> fields) throws Exception {
    return train(fields).get("examples_per_second");
  }

  @Override
  public Map<String, Object> config() {
    return Map.of("lr", 0.001);
  }

  @Override
  public Map<String, Object> settings() {
    return settings;
  }

  @Override
  public long seed() {
    return 1;
  }

  @Override
  public OptionalLong maxStep() {
    return OptionalLong.of(STEPS);
  }

  @Override
  public Optional<Path> checkpoint() {
    return Optional.empty();
  }

  @Override
  public boolean report(long step, Map<String, Double> metrics, CheckpointWriter writer)
      throws IOException {
    last = metrics;
    if (checkpoint.isPresent()) {
      writer.writeTo(checkpoint.get());
    }
    return true;
  }
}
