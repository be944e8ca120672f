package dev.tuner.runner.training.loss;

import dev.tuner.runner.training.Batch;

/** What training minimises. Example by example, so that micro-batches add up to their batch. */
@FunctionalInterface
public interface Loss {

  /**
   * One example's raw outputs and targets: those from {@code start} (included) to {@code end} (not)
   * of a whole batch's.
   */
  @SuppressWarnings("ArrayRecordComponent") // a view; never compared
  record Example(float[] outputs, float[] targets, int start, int end) {

    int length() {
      return end - start;
    }
  }

  /**
   * The loss of one example.
   *
   * @param factor what the derivative is multiplied with
   * @param gradient where {@code factor} × the derivative by each output is written, at the
   *     example's place
   * @return the loss, without the factor; not finite only if an output is not
   */
  double of(Example example, double factor, float[] gradient);

  /**
   * The loss of a batch: the sum of each example's loss times its weight, divided by the number of
   * examples.
   *
   * @param gradient where {@code factor} × the derivative by each output is written
   */
  default double of(Batch batch, float[] outputs, double factor, float[] gradient) {
    int width = outputs.length / batch.size();
    double sum = 0;
    for (int i = 0; i < batch.size(); i++) {
      double weight = batch.weights()[i];
      var example = new Example(outputs, batch.targets(), i * width, (i + 1) * width);
      sum += weight * of(example, factor * weight / batch.size(), gradient);
    }
    return sum / batch.size();
  }
}
