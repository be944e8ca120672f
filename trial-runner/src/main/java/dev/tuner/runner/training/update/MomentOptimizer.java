package dev.tuner.runner.training.update;

import java.util.List;
import java.util.stream.Stream;

/** An optimizer that keeps some flat vectors. */
abstract class MomentOptimizer implements Optimizer {

  private final List<float[]> moments;
  private double momentum;
  private long updates;

  MomentOptimizer(int length, int vectors, double momentum) {
    this.momentum = momentum;
    moments = Stream.generate(() -> new float[length]).limit(vectors).toList();
  }

  final float[] moment(int index) {
    return moments.get(index);
  }

  final double momentum() {
    return momentum;
  }

  @Override
  public final void momentum(double value) {
    requireDecay("momentum", value);
    momentum = value;
  }

  /** The number of the present update, from 1. */
  final double updates() {
    return updates;
  }

  @Override
  public final void begin() {
    updates++;
  }

  @Override
  public final State state() {
    return new State(updates, moments);
  }

  @Override
  public final void restore(State saved) {
    var lengths = moments.stream().map(vector -> vector.length).toList();
    var found = saved.moments().stream().map(vector -> vector.length).toList();
    if (!found.equals(lengths)) {
      throw new IllegalArgumentException(
          "the state of another optimizer: vectors of %s, wanted %s".formatted(found, lengths));
    }
    for (int i = 0; i < moments.size(); i++) {
      float[] vector = saved.moments().get(i);
      System.arraycopy(vector, 0, moments.get(i), 0, vector.length);
    }
    updates = saved.updates();
  }

  static void requireDecay(String name, double value) {
    if (!(value >= 0 && value < 1)) {
      throw new IllegalArgumentException("%s must be in [0, 1) but was %s".formatted(name, value));
    }
  }
}
