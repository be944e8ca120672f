package dev.tuner.runner.training;

import dev.tuner.runner.training.loss.CrossEntropy;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Accuracy and cross-entropy of a classifier, each the mean over all examples, however they fall
 * into batches. Both are NaN if any output is not finite.
 */
public final class ClassificationEvaluation implements Evaluation {

  private static final CrossEntropy LOSS = new CrossEntropy();

  private final Examples examples;
  private final int batchSize;
  private final int[] order;

  /**
   * @param batchSize examples per forward pass; has no influence on the result
   */
  public ClassificationEvaluation(Examples examples, int batchSize) {
    this.examples = examples;
    this.batchSize = batchSize;
    this.order = IntStream.range(0, examples.count()).toArray();
  }

  @Override
  public Map<String, Double> of(Engine engine) {
    double loss = 0;
    int correct = 0;
    for (int from = 0; from < order.length; from += batchSize) {
      var batch = examples.batch(order, from, Math.min(order.length, from + batchSize));
      float[] logits = engine.predict(batch);
      int classes = logits.length / batch.size();
      loss += LOSS.of(batch, logits, 1, new float[logits.length]) * batch.size();
      correct += correct(logits, batch.targets(), classes);
    }
    double meanLoss = loss / order.length;
    double accuracy = Double.isFinite(meanLoss) ? (double) correct / order.length : Double.NaN;
    return Map.of("val_loss", meanLoss, "val_accuracy", accuracy);
  }

  private static int correct(float[] logits, float[] targets, int classes) {
    int correct = 0;
    for (int start = 0; start < logits.length; start += classes) {
      correct += largest(logits, start, classes) == largest(targets, start, classes) ? 1 : 0;
    }
    return correct;
  }

  private static int largest(float[] values, int start, int classes) {
    int best = 0;
    for (int i = 1; i < classes; i++) {
      if (values[start + i] > values[start + best]) {
        best = i;
      }
    }
    return best;
  }
}
