package dev.tuner.runner.training.recipe;

import dev.tuner.runner.training.Engine;
import java.util.Locale;

/**
 * How many examples go forward together where nothing is trained: as many as fit.
 *
 * @param size at least 1
 * @param reason what it was chosen by, for the trial's log
 */
record EvaluationBatch(int size, String reason) {

  private static final int SHARE = 4; // of the memory: training's arrays and other trials need some
  private static final int COPIES = 2; // measured: 1.4 to 1.6 times the values of all layers

  /**
   * As many as fit into a quarter of the free memory, of the device and of the heap; never fewer
   * than are trained together, for which there was room.
   *
   * @param training examples that are trained together
   * @param examples how many there are in all
   */
  static EvaluationBatch of(Engine engine, int training, int examples) {
    var network = engine.network();
    long each = (long) Float.BYTES * COPIES * (network.inputs() + network.values());
    long onHeap = (long) Float.BYTES * COPIES * (network.inputs() + network.outputs());
    var capacity = engine.capacity();
    long device = capacity.freeBytes() / SHARE;
    long heap = heap() / SHARE;
    long fit = Math.min(device / Math.max(1, each), heap / Math.max(1, onHeap));
    if (Math.min(fit, Math.max(training, capacity.usefulBatch())) >= examples) {
      return new EvaluationBatch(examples, "all of them fit into memory together");
    }
    if (fit <= training) {
      return new EvaluationBatch(Math.min(training, examples), "as many as in training");
    }
    if (fit >= capacity.usefulBatch()) {
      int size = Math.max(training, capacity.usefulBatch());
      return new EvaluationBatch(size, "more would fit, but run no faster here");
    }
    return new EvaluationBatch(
        (int) fit,
        String.format(
            Locale.ROOT,
            "as many of %.2f MB as fit a quarter of the free memory",
            Math.max(each, onHeap) / 1e6));
  }

  private static long heap() {
    var runtime = Runtime.getRuntime();
    return runtime.maxMemory() - (runtime.totalMemory() - runtime.freeMemory());
  }

  /** What is left of it where the device's memory did not hold it after all. */
  EvaluationBatch halved() {
    return new EvaluationBatch((size + 1) / 2, "twice as many did not fit into memory");
  }
}
