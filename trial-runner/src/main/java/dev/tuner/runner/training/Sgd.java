package dev.tuner.runner.training;

import java.util.List;

/** Stochastic gradient descent with heavy-ball momentum, as PyTorch defines it. */
public final class Sgd implements Optimizer {

  private final float momentum;
  private final float[] velocity;
  private long updates;

  /**
   * @param momentum from 0 (none) to below 1
   */
  public Sgd(int length, double momentum) {
    if (!(momentum >= 0 && momentum < 1)) {
      throw new IllegalArgumentException("momentum must be in [0, 1) but was " + momentum);
    }
    this.momentum = (float) momentum;
    this.velocity = new float[length];
  }

  @Override
  public void update(float[] parameters, float[] gradient, double learningRate) {
    float rate = (float) learningRate;
    for (int i = 0; i < velocity.length; i++) {
      velocity[i] = momentum * velocity[i] + gradient[i];
      parameters[i] -= rate * velocity[i];
    }
    updates++;
  }

  @Override
  public State state() {
    return new State(updates, List.of(velocity));
  }

  @Override
  public void restore(State saved) {
    Moments.copy(saved, List.of(velocity));
    updates = saved.updates();
  }
}
