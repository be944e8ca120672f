package dev.tuner.runner.training.recipe;

import dev.tuner.client.WireJson;
import dev.tuner.runner.trainable.TrialContext;
import dev.tuner.runner.training.Engine;
import dev.tuner.runner.training.network.ParameterLayout;
import java.util.List;
import java.util.Map;
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
 */
public record Provenance(
    Map<String, Object> config,
    Map<String, Object> trainable,
    long seed,
    Long maxStep,
    String version,
    Map<String, String> environment,
    List<Tensor> parameters,
    List<Tensor> statistics) {

  private static final Pattern LIBRARY =
      Pattern.compile(
          "(nd4j-native|nd4j-cuda-[0-9.]+|openblas|cuda)-([0-9][0-9A-Za-z.]*(?:-M[0-9.]+)?)[^/]*\\.jar");

  /** A tensor's name and sides. */
  public record Tensor(String name, List<Integer> shape) {

    int length() {
      return shape.stream().reduce(1, Math::multiplyExact);
    }
  }

  static Provenance of(TrialContext trial, Engine engine) {
    return new Provenance(
        trial.config(),
        trial.settings(),
        trial.seed(),
        trial.maxStep().isPresent() ? trial.maxStep().getAsLong() : null,
        CodeVersion.text(),
        environment(engine),
        tensors(engine.network().parameters()),
        tensors(engine.network().statistics()));
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
