package dev.tuner.runner.dl4j;

import dev.tuner.runner.training.ParameterLayout;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;

/** The trained variables of a graph, in the order of the flat parameter vector. */
final class Parameters {

  /** One variable; drawn uniformly from [-bound, bound], 0 for none. */
  private record Initialised(ParameterLayout.Block block, double bound) {}

  private final SameDiff graph;
  private final Map<String, Initialised> variables = new LinkedHashMap<>();
  private int length;

  Parameters(SameDiff graph) {
    this.graph = graph;
  }

  /** The weights of this name; the same again when asked again. */
  SDVariable weights(String name, double bound, long... shape) {
    return variable(name, bound, true, shape);
  }

  /** The biases of this name, initially 0; the same again when asked again. */
  SDVariable biases(String name, long... shape) {
    return variable(name, 0, false, shape);
  }

  private SDVariable variable(String name, double bound, boolean decayed, long... shape) {
    if (variables.containsKey(name)) {
      return graph.getVariable(name);
    }
    var values = Nd4j.create(DataType.FLOAT, shape);
    var block = new ParameterLayout.Block(name, length, (int) values.length(), decayed);
    variables.put(name, new Initialised(block, bound));
    length += block.length();
    return graph.var(name, values);
  }

  List<String> names() {
    return List.copyOf(variables.keySet());
  }

  ParameterLayout layout() {
    return new ParameterLayout(variables.values().stream().map(Initialised::block).toList());
  }

  float[] initial(RandomGenerator random) {
    var values = new float[length];
    for (var variable : variables.values()) {
      int end = variable.block().offset() + variable.block().length();
      for (int i = variable.block().offset(); i < end && variable.bound() > 0; i++) {
        values[i] = (float) random.nextDouble(-variable.bound(), variable.bound());
      }
    }
    return values;
  }
}
