package dev.tuner.runner.training;

/**
 * Where training stands in the data. No optimizer step reaches over the end of an epoch: an epoch's
 * last step takes what is left.
 *
 * @param epoch completed passes over the training data
 * @param offset examples of the current epoch already used
 */
public record DataPosition(long epoch, int offset) {

  /** The position after a step that used {@code examples} of the {@code count} there are. */
  DataPosition after(int examples, int count) {
    int next = offset + examples;
    return next < count ? new DataPosition(epoch, next) : new DataPosition(epoch + 1, 0);
  }
}
