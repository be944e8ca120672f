package dev.tuner.runner.training.network;

import java.util.ArrayList;
import java.util.List;

/** Collects what the layers of a network declare, each in order. */
public final class Declarations {

  private static final double EMBEDDING_BOUND = 0.05;

  private final List<ParameterLayout.Block> parameters = new ArrayList<>();
  private final List<ParameterLayout.Block> statistics = new ArrayList<>();

  Declarations() {}

  /** Weights drawn with the variance that keeps ReLU networks stable (He et al., 2015). */
  void weights(String name, int fanIn, int... shape) {
    var initial = new ParameterLayout.Initial(0, Math.sqrt(6.0 / fanIn));
    add(parameters, name, shape, initial, true);
  }

  /** Small random vectors, not decayed: a rare category would fade between its examples. */
  void embedding(String name, int... shape) {
    add(parameters, name, shape, new ParameterLayout.Initial(0, EMBEDDING_BOUND), false);
  }

  /** Biases, scales and shifts: all begin at {@code value} and are not decayed. */
  void constants(String name, float value, int length) {
    add(parameters, name, new int[] {length}, new ParameterLayout.Initial(value, 0), false);
  }

  /** Running statistics: kept and saved, not trained. */
  void statistics(String name, float value, int length) {
    add(statistics, name, new int[] {length}, new ParameterLayout.Initial(value, 0), false);
  }

  private static void add(
      List<ParameterLayout.Block> to,
      String name,
      int[] shape,
      ParameterLayout.Initial initial,
      boolean decayed) {
    int offset = to.isEmpty() ? 0 : to.get(to.size() - 1).end();
    to.add(new ParameterLayout.Block(name, offset, List.of(box(shape)), initial, decayed));
  }

  private static Integer[] box(int[] shape) {
    var boxed = new Integer[shape.length];
    for (int i = 0; i < shape.length; i++) {
      boxed[i] = shape[i];
    }
    return boxed;
  }

  ParameterLayout parameters() {
    return new ParameterLayout(parameters);
  }

  ParameterLayout statistics() {
    return new ParameterLayout(statistics);
  }
}
