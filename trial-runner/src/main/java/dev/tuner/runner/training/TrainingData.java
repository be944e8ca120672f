package dev.tuner.runner.training;

import java.io.IOException;

/**
 * What a network trains on. A batch is a function of epoch and place alone: neither the number of
 * loader threads nor the size of the micro-batches nor a resume changes which examples come, in
 * which order, or how they are augmented. Safe for threads.
 */
public interface TrainingData extends AutoCloseable {

  /** The number of examples that every epoch visits, at least 1. */
  int count();

  /**
   * The examples at places {@code from} to {@code to - 1} of the epoch's order.
   *
   * @throws IOException if they cannot be read
   */
  Batch batch(long epoch, int from, int to) throws IOException, InterruptedException;

  /** How long {@link #batch} has kept its callers waiting so far, in nanoseconds. */
  default long nanosWaited() {
    return 0;
  }

  /** What to change when training waits for data; empty if nothing is known to help. */
  default String advice() {
    return "";
  }

  /** Ends the threads and frees the files that belong to it. */
  @Override
  default void close() {}
}
