package dev.tuner.benchmarks.quality;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A network that predicts what any config of a scenario gives: {@code surrogate_*.spec.json}. */
final class Surrogate {
  /** The originals computed in single precision, and their sums ran in another order. */
  private static final double TOLERANCE = 1e-3;

  private final JsonNode spec;
  private final Network network;
  private final List<Category> categories = new ArrayList<>();
  private final List<Input> inputs = new ArrayList<>();
  private final Map<String, Output> outputs = new LinkedHashMap<>();

  private record Category(String name, Map<String, Integer> codes) {}

  private record Input(String name, List<Step> steps) {}

  private record Output(int index, List<Step> steps) {}

  /** One operation of the chain that scales an input or an output. */
  private record Step(String name, double constant) {
    double apply(double x) {
      return switch (name) {
        case "add" -> x + constant;
        case "mul" -> x * constant;
        case "sub" -> x - constant;
        case "rsub" -> constant - x;
        case "div" -> x / constant;
        case "rdiv" -> constant / x;
        case "log" -> Math.log(x);
        case "exp" -> Math.exp(x);
        case "neg" -> -x;
        default -> throw new IllegalArgumentException("unknown operation " + name);
      };
    }
  }

  private Surrogate(JsonNode spec, Network network) {
    this.spec = spec;
    this.network = network;
    for (JsonNode each : spec.get("categorical")) {
      Map<String, Integer> codes = new LinkedHashMap<>();
      each.get("codes").propertyStream().forEach(e -> codes.put(e.getKey(), e.getValue().asInt()));
      categories.add(new Category(each.get("name").asString(), codes));
    }
    spec.get("continuous")
        .forEach(each -> inputs.add(new Input(each.get("name").asString(), steps(each))));
    spec.get("outputs")
        .forEach(
            each ->
                outputs.put(each.get("name").asString(), new Output(outputs.size(), steps(each))));
  }

  static Surrogate read(Path directory, String name) throws IOException {
    Path file = directory.resolve(name + ".spec.json");
    JsonNode spec = new JsonMapper().readTree(Files.readString(file));
    var surrogate = new Surrogate(spec, Network.read(spec, directory));
    Path golden = directory.resolve(name + ".golden.json");
    if (Files.exists(golden)) {
      surrogate.check(new JsonMapper().readTree(Files.readString(golden)));
    }
    return surrogate;
  }

  /**
   * @throws IOException if the network does not predict what its original predicted
   */
  private void check(JsonNode golden) throws IOException {
    for (JsonNode each : golden) {
      Map<String, Object> config = new LinkedHashMap<>();
      each.get("config")
          .propertyStream()
          .forEach(e -> config.put(e.getKey(), TableSpace.value(e.getValue())));
      for (Map.Entry<String, JsonNode> output : each.get("expected").properties()) {
        double expected = output.getValue().asDouble();
        double predicted = predict(config, output.getKey())[0];
        if (Math.abs(predicted - expected) > TOLERANCE * Math.max(1, Math.abs(expected))) {
          throw new IOException(
              "%s of %s should be %s but is %s"
                  .formatted(output.getKey(), config, expected, predicted));
        }
      }
    }
  }

  private static List<Step> steps(JsonNode parameter) {
    List<Step> steps = new ArrayList<>();
    for (JsonNode step : parameter.get("ops")) {
      steps.add(new Step(step.get(0).asString(), step.size() > 1 ? step.get(1).asDouble() : 0));
    }
    return List.copyOf(steps);
  }

  private static double apply(List<Step> steps, double x) {
    double y = x;
    for (Step step : steps) {
      y = step.apply(y);
    }
    return y;
  }

  /** The parameters of the scenario, as ConfigSpace writes them. */
  JsonNode configSpace() {
    return spec.get("config_space");
  }

  /** The values that the network knows of a categorical parameter. */
  List<String> values(String category) {
    return categories.stream()
        .filter(each -> each.name().equals(category))
        .flatMap(each -> each.codes().keySet().stream())
        .toList();
  }

  /** The predictions of these outputs, in their order; a parameter that is missing is inactive. */
  double[] predict(Map<String, Object> config, String... wanted) {
    float[] out = network.forward(input(config));
    return Arrays.stream(wanted)
        .mapToDouble(name -> apply(outputs.get(name).steps(), out[outputs.get(name).index()]))
        .toArray();
  }

  private float[] input(Map<String, Object> config) {
    List<float[]> parts = new ArrayList<>();
    for (int i = 0; i < categories.size(); i++) {
      Category category = categories.get(i);
      String value = String.valueOf(config.getOrDefault(category.name(), "#na#"));
      parts.add(network.embedding(i, category.codes().get(value)));
    }
    float[] numbers = new float[inputs.size()];
    for (int i = 0; i < numbers.length; i++) {
      Number value = (Number) config.getOrDefault(inputs.get(i).name(), 0);
      numbers[i] = (float) apply(inputs.get(i).steps(), value.doubleValue());
    }
    parts.add(numbers);
    float[] all = new float[parts.stream().mapToInt(part -> part.length).sum()];
    int at = 0;
    for (float[] part : parts) {
      System.arraycopy(part, 0, all, at, part.length);
      at += part.length;
    }
    return all;
  }
}
