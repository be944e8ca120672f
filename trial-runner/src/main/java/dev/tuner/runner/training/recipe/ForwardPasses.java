package dev.tuner.runner.training.recipe;

import dev.tuner.runner.data.DataView;
import dev.tuner.runner.training.Batch;
import dev.tuner.runner.training.Engine;
import dev.tuner.runner.training.OutOfDeviceMemoryException;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Runs a network forward over examples in their order. Begins with as large a batch as fits, and
 * halves it for good when the device's memory does not hold it.
 */
final class ForwardPasses {

  private static final double NANOS_PER_SECOND = 1e9;

  private final int least;
  private Optional<EvaluationBatch> chosen = Optional.empty();
  private String profile = "";

  /**
   * @param least examples per forward pass that are known to fit
   */
  ForwardPasses(int least) {
    this.least = least;
  }

  /** Hears of each batch and its raw outputs. */
  @FunctionalInterface
  interface Outputs {
    void of(Batch batch, float[] outputs);
  }

  /**
   * Visits each example once.
   *
   * @throws OutOfDeviceMemoryException if not even one example fits
   */
  void over(DataView examples, Engine engine, Outputs outputs) {
    long begin = System.nanoTime();
    int[] order = IntStream.range(0, examples.count()).toArray();
    var size = chosen.orElseGet(() -> EvaluationBatch.of(engine, least, order.length));
    int from = 0;
    while (from < order.length) {
      int to = Math.min(order.length, from + size.size());
      var batch = examples.batch(order, from, to);
      try {
        outputs.of(batch, engine.predict(batch));
        from = to;
      } catch (OutOfDeviceMemoryException e) {
        if (size.size() == 1) {
          throw e;
        }
        size = size.halved();
      }
    }
    chosen = Optional.of(size);
    profile = profile(order.length, size, (System.nanoTime() - begin) / NANOS_PER_SECOND);
  }

  private static String profile(int count, EvaluationBatch size, double seconds) {
    return String.format(
        Locale.ROOT,
        "evaluated %d examples in %.2f s, %d at a time: %s",
        count,
        seconds,
        size.size(),
        size.reason());
  }

  /** The last visit in words: how many examples, how long, how many at a time and why. */
  String profile() {
    return profile;
  }
}
