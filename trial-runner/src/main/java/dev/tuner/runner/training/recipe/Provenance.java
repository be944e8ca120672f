package dev.tuner.runner.training.recipe;

import dev.tuner.client.WireJson;
import dev.tuner.runner.trainable.TrialContext;
import dev.tuner.runner.training.Engine;
import dev.tuner.runner.training.TrainingState;
import dev.tuner.runner.training.network.ParameterLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Where a checkpoint comes from: everything needed to train it again, to build its network, and to
 * know what is in its vectors. Kept in the checkpoint as JSON.
 *
 * @param config the trial's config
 * @param trainable the study's {@code trainable} section
 * @param seed the trial's seed
 * @param maxStep the last step the trial was wanted for; null if only the trainable knew the end
 * @param version of the program, and a checksum of it where it is packaged
 * @param environment Java, operating system, threads and device
 * @param parameters the tensors of the flat parameter vector, in order
 * @param statistics those of the running statistics
 * @param ancestry what was trained before with another config, as where a trial took over another
 *     one's weights; the first one first; null where that is not known
 */
public record Provenance(
    Map<String, Object> config,
    Map<String, Object> trainable,
    long seed,
    Long maxStep,
    String version,
    Map<String, String> environment,
    List<Tensor> parameters,
    List<Tensor> statistics,
    List<Segment> ancestry) {

  private static final Pattern LIBRARY =
      Pattern.compile(
          "(nd4j-native|nd4j-cuda-[0-9.]+|openblas|cuda)-([0-9][0-9A-Za-z.]*(?:-M[0-9.]+)?)[^/]*\\.jar");

  /** A tensor's name and sides. */
  public record Tensor(String name, List<Integer> shape) {

    int length() {
      return shape.stream().reduce(1, Math::multiplyExact);
    }
  }

  /**
   * A part of the way that led to the weights. All parts have one seed: it is the weights'.
   *
   * @param to its last step
   * @param maxStep the last step that was wanted then, or null: schedules end there
   */
  public record Segment(long to, Map<String, Object> config, Long maxStep) {}

  /**
   * @param from the checkpoint that the trial goes on from
   */
  static Provenance of(TrialContext trial, Engine engine, Optional<TrainingState> from) {
    var own = of(trial, engine, List.of());
    return from.isEmpty() ? own : of(trial, engine, parse(own.json()).ancestryAfter(from.get()));
  }

  private List<Segment> ancestryAfter(TrainingState saved) {
    if (saved.provenance().isEmpty()) {
      return null;
    }
    var before = parse(saved.provenance());
    if (before.ancestry == null || !before.trainable.equals(trainable)) {
      return null;
    }
    if (before.config.equals(config) && Objects.equals(before.maxStep, maxStep)) {
      return before.ancestry; // the same training after a pause
    }
    var segments = new ArrayList<>(before.ancestry);
    segments.add(new Segment(saved.progress().step(), before.config, before.maxStep));
    return segments;
  }

  private static Provenance of(TrialContext trial, Engine engine, List<Segment> ancestry) {
    return new Provenance(
        trial.config(),
        trial.settings(),
        trial.seed(),
        trial.maxStep().isPresent() ? trial.maxStep().getAsLong() : null,
        CodeVersion.text(),
        environment(engine),
        tensors(engine.network().parameters()),
        tensors(engine.network().statistics()),
        ancestry);
  }

  private static Map<String, String> environment(Engine engine) {
    var environment = new TreeMap<String, String>();
    environment.put("device", engine.device());
    environment.put("java", System.getProperty("java.vm.version"));
    environment.put("os", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
    LIBRARY
        .matcher(CodeVersion.libraries())
        .results()
        .forEach(jar -> environment.put(jar.group(1), jar.group(2)));
    environment.put("processors", Integer.toString(Runtime.getRuntime().availableProcessors()));
    return environment;
  }

  private static List<Tensor> tensors(ParameterLayout layout) {
    return layout.blocks().stream().map(block -> new Tensor(block.name(), block.shape())).toList();
  }

  /** As it stands in a checkpoint. */
  String json() {
    return WireJson.text(this);
  }

  /**
   * Reads what a checkpoint holds.
   *
   * @throws IllegalArgumentException if it holds none
   */
  public static Provenance parse(String json) {
    if (json.isEmpty()) {
      throw new IllegalArgumentException("the checkpoint does not say where it comes from");
    }
    return WireJson.read(json, Provenance.class);
  }
}
