package dev.tuner.runner.training;

import dev.tuner.runner.training.loss.CrossEntropy;
import dev.tuner.runner.training.network.Mlp;
import dev.tuner.runner.training.network.Network;
import dev.tuner.runner.training.network.Weights;
import java.util.Arrays;
import java.util.List;

/** An engine of two features and two classes in plain Java: one weight matrix, one bias. */
final class SoftmaxRegression implements Engine {

  static final int INPUTS = 2;
  static final int CLASSES = 2;
  private static final int WEIGHTS = INPUTS * CLASSES;

  private float[] parameters = new float[WEIGHTS + CLASSES];

  private double scaleLimit = Double.POSITIVE_INFINITY;
  private int batchLimit = Integer.MAX_VALUE;

  /** From now on gradients are infinite where the factor is above {@code factor}. */
  SoftmaxRegression overflowingAbove(double factor) {
    scaleLimit = factor;
    return this;
  }

  /** From now on more examples than this do not fit into memory. */
  SoftmaxRegression outOfMemoryAbove(int examples) {
    batchLimit = examples;
    return this;
  }

  @Override
  public Network network() {
    return Mlp.relu(List.of(), 0).network(INPUTS, CLASSES);
  }

  @Override
  public String device() {
    return "Java";
  }

  @Override
  public void use(Weights weights) {
    parameters = weights.parameters().clone();
  }

  @Override
  public double gradient(Batch batch, double factor, long noiseSeed, Gradient gradient) {
    if (batch.size() > batchLimit) {
      throw new OutOfDeviceMemoryException(batch.size() + " examples do not fit", null);
    }
    float[] logits = predict(batch);
    var errors = new float[logits.length];
    double loss = new CrossEntropy().of(batch, logits, factor, errors);
    float[] values = gradient.values();
    Arrays.fill(values, factor > scaleLimit ? Float.POSITIVE_INFINITY : 0);
    for (int row = 0; row < batch.size(); row++) {
      for (int c = 0; c < CLASSES; c++) {
        float error = errors[row * CLASSES + c];
        for (int i = 0; i < INPUTS; i++) {
          values[i * CLASSES + c] += error * batch.features()[row * INPUTS + i];
        }
        values[WEIGHTS + c] += error;
      }
    }
    return loss;
  }

  @Override
  public float[] predict(Batch batch) {
    var logits = new float[batch.size() * CLASSES];
    for (int row = 0; row < batch.size(); row++) {
      for (int c = 0; c < CLASSES; c++) {
        float sum = parameters[WEIGHTS + c];
        for (int i = 0; i < INPUTS; i++) {
          sum += batch.features()[row * INPUTS + i] * parameters[i * CLASSES + c];
        }
        logits[row * CLASSES + c] = sum;
      }
    }
    return logits;
  }

  @Override
  public void close() {}
}
