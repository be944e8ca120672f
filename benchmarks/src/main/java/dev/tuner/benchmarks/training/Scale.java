package dev.tuner.benchmarks.training;

import java.util.List;

/**
 * How much to measure.
 *
 * @param images trained in one round, a multiple of the batch
 * @param rounds each contender has, in turn with the others
 * @param files JPEG files
 * @param pythons commands to look for PyTorch with
 */
record Scale(int images, int rounds, int files, List<String> pythons) {
  static final int BATCH = 64;

  static Scale of(boolean quick, List<String> pythons) {
    return quick
        ? new Scale(10 * BATCH, 3, 400, List.copyOf(pythons))
        : new Scale(32 * BATCH, 5, 2000, List.copyOf(pythons));
  }

  int batches() {
    return images / BATCH;
  }
}
