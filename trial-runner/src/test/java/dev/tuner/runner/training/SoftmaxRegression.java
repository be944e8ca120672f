package dev.tuner.runner.training;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/** An engine of two features and two classes in plain Java: one weight matrix, one bias. */
final class SoftmaxRegression implements Engine {

  static final int INPUTS = 2;
  static final int CLASSES = 2;
  private static final int WEIGHTS = INPUTS * CLASSES;

  private float[] parameters = new float[WEIGHTS + CLASSES];

  /** From now on gradients are infinite where the factor is above {@code limit}. */
  private double limit = Double.POSITIVE_INFINITY;

  SoftmaxRegression overflowingAbove(double factor) {
    limit = factor;
    return this;
  }

  @Override
  public ParameterLayout layout() {
    return new ParameterLayout(
        List.of(
            new ParameterLayout.Block("weight", 0, WEIGHTS, true),
            new ParameterLayout.Block("bias", WEIGHTS, CLASSES, false)));
  }

  @Override
  public float[] initialParameters(RandomGenerator random) {
    var values = new float[WEIGHTS + CLASSES];
    for (int i = 0; i < WEIGHTS; i++) {
      values[i] = (float) random.nextDouble(-0.5, 0.5);
    }
    return values;
  }

  @Override
  public void useParameters(float[] values) {
    parameters = values.clone();
  }

  @Override
  public double gradient(Batch batch, double factor, long noiseSeed, float[] gradient) {
    float[] logits = predict(batch);
    Arrays.fill(gradient, factor > limit ? Float.POSITIVE_INFINITY : 0);
    for (int row = 0; row < batch.size(); row++) {
      double[] probabilities = softmax(logits, row * CLASSES);
      for (int c = 0; c < CLASSES; c++) {
        double error = probabilities[c] - batch.targets()[row * CLASSES + c];
        double share = error * factor / batch.size();
        for (int i = 0; i < INPUTS; i++) {
          gradient[i * CLASSES + c] += (float) (share * batch.features()[row * INPUTS + i]);
        }
        gradient[WEIGHTS + c] += (float) share;
      }
    }
    return CrossEntropy.sum(logits, batch.targets(), CLASSES) / batch.size();
  }

  private static double[] softmax(float[] logits, int start) {
    double first = 1 / (1 + Math.exp(logits[start + 1] - logits[start]));
    return new double[] {first, 1 - first};
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
