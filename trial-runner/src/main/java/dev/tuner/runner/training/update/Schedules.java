package dev.tuner.runner.training.update;

/** Learning rates that depend on the optimizer step alone. Steps count from 0. */
public final class Schedules {

  private Schedules() {}

  /** Always {@code rate}. */
  public static LearningRate constant(double rate) {
    return step -> rate;
  }

  /** {@code rate}, multiplied by {@code gamma} after every {@code interval} steps. */
  public static LearningRate step(double rate, long interval, double gamma) {
    return step -> rate * Math.pow(gamma, Math.floor((double) step / interval));
  }

  /**
   * Half a cosine from {@code rate} at step 0 to {@code end} at {@code total}, and {@code end} from
   * there on.
   *
   * @see <a href="https://arxiv.org/abs/1608.03983">Loshchilov and Hutter, SGDR</a>
   */
  public static LearningRate cosine(double rate, double end, long total) {
    return step -> cosine(rate, end, Math.min(1, step / (double) total));
  }

  /**
   * Half a cosine again and again: the first over {@code period} steps, each later one {@code
   * factor} times as long as the one before.
   *
   * @see <a href="https://arxiv.org/abs/1608.03983">Loshchilov and Hutter, SGDR</a>
   */
  public static LearningRate cosineRestarts(double rate, double end, long period, int factor) {
    return step -> {
      long length = period;
      long inside = step;
      if (factor == 1) {
        inside %= length;
      }
      while (inside >= length) {
        inside -= length;
        length *= factor;
      }
      return cosine(rate, end, inside / (double) length);
    };
  }

  /** From {@code rate} to {@code end} at {@code total} along {@code (1 - step / total)^power}. */
  public static LearningRate polynomial(double rate, double end, long total, double power) {
    return step -> end + (rate - end) * Math.pow(1 - Math.min(1, step / (double) total), power);
  }

  /** Half a cosine between two values; {@code share} from 0 to 1. */
  static double cosine(double from, double to, double share) {
    return to + (from - to) * 0.5 * (1 + Math.cos(Math.PI * share));
  }
}
