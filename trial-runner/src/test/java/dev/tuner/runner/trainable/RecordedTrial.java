package dev.tuner.runner.trainable;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** A trial without a service: keeps its reports, and ends after {@code lastStep} of them. */
public final class RecordedTrial implements TrialContext {

  private final Map<String, Object> config = new HashMap<>();
  private final Map<String, Object> settings =
      new HashMap<>(Map.of("type", "dl4j", "recipe", "image_classifier", "dataset", "digits"));
  private final List<Map<String, Double>> reports = new ArrayList<>();
  private long seed = 1;
  private OptionalLong maxStep = OptionalLong.empty();
  private long stopAfter = Long.MAX_VALUE;
  private Optional<Path> resumeFrom = Optional.empty();
  private Optional<Path> saveTo = Optional.empty();

  /** A trial of this config on the digits. */
  public static RecordedTrial of(Map<String, ?> config) {
    var trial = new RecordedTrial();
    trial.config.putAll(config);
    return trial;
  }

  public RecordedTrial setting(String name, Object value) {
    settings.put(name, value);
    return this;
  }

  public RecordedTrial seed(long value) {
    seed = value;
    return this;
  }

  public RecordedTrial maxStep(long value) {
    maxStep = OptionalLong.of(value);
    return this;
  }

  public RecordedTrial stopAfter(long step) {
    stopAfter = step;
    return this;
  }

  public RecordedTrial resumeFrom(Path file) {
    resumeFrom = Optional.of(file);
    return this;
  }

  public RecordedTrial saveTo(Path file) {
    saveTo = Optional.of(file);
    return this;
  }

  /** Trains to the end and returns what was reported. */
  public List<Map<String, Double>> train() throws Exception {
    Trainables.of(settings).train(this);
    return reports;
  }

  /** The same without what differs between two equal trials. */
  public static List<Map<String, Double>> withoutTimings(List<Map<String, Double>> reports) {
    var timings =
        Set.of(
            "examples_per_second",
            "data_wait_seconds",
            "evaluation_seconds",
            "checkpoint_bytes",
            "checkpoint_seconds");
    reports.forEach(metrics -> metrics.keySet().removeAll(timings));
    return reports;
  }

  @Override
  public Map<String, Object> config() {
    return config;
  }

  @Override
  public Map<String, Object> settings() {
    return settings;
  }

  @Override
  public long seed() {
    return seed;
  }

  @Override
  public OptionalLong maxStep() {
    return maxStep;
  }

  @Override
  public Optional<Path> checkpoint() {
    return resumeFrom;
  }

  @Override
  public boolean report(long step, Map<String, Double> metrics, CheckpointWriter checkpoint)
      throws IOException {
    reports.add(metrics);
    if (saveTo.isPresent()) {
      checkpoint.writeTo(saveTo.get());
    }
    return step < stopAfter;
  }
}
