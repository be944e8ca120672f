package dev.tuner.search.gaussian;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;

/**
 * Finds a local minimum inside a box: limited-memory BFGS steps over the coordinates that no bound
 * holds back, cut to the box, shortened until the function falls.
 *
 * @param low the lower bound of each coordinate
 * @param high the upper bound of each coordinate
 * @param iterations how many steps at most
 * @see <a href="https://doi.org/10.1137/0320018">Bertsekas, Projected Newton Methods for
 *     Optimization Problems with Simple Constraints</a>
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record BoxMinimizer(double[] low, double[] high, int iterations) {
  private static final int MEMORY = 8;
  private static final int MOST_CUTS = 12;
  private static final double FLAT = 1e-5;
  private static final double SUFFICIENT = 1e-4;
  private static final double FIRST_STEP = 0.1;

  /** Where the function is small, and how small. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Minimum(double[] x, double value) {}

  /** A step that was taken and how the slope changed on it. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Step(double[] s, double[] y, double sy) {}

  /** The minimum that is downhill from {@code start}; the start itself if it has no value. */
  Minimum from(double[] start, Objective function) {
    double[] x = start.clone();
    cut(x);
    double[] gradient = new double[x.length];
    double value = function.at(x, gradient);
    Deque<Step> memory = new ArrayDeque<>();
    for (int i = 0; i < iterations && Double.isFinite(value); i++) {
      double[] free = free(x, gradient);
      if (largest(free) < FLAT) {
        break;
      }
      double[] direction = direction(free, memory);
      double[] nextGradient = new double[x.length];
      double[] next = x.clone();
      double nextValue = walk(function, x, value, gradient, direction, next, nextGradient);
      if (!(nextValue < value)) {
        if (memory.isEmpty()) {
          break;
        }
        memory.clear();
        continue;
      }
      remember(memory, x, next, gradient, nextGradient);
      boolean stalled = value - nextValue < FLAT * FLAT * Math.max(1, Math.abs(value));
      x = next;
      gradient = nextGradient;
      value = nextValue;
      if (stalled) {
        break;
      }
    }
    return new Minimum(x, value);
  }

  /** The start itself, cut to the box. */
  Minimum valued(double[] start, Objective function) {
    double[] x = start.clone();
    cut(x);
    double value = function.at(x, new double[x.length]);
    return new Minimum(x, Double.isNaN(value) ? Double.POSITIVE_INFINITY : value);
  }

  private void cut(double[] x) {
    for (int j = 0; j < x.length; j++) {
      x[j] = Math.min(high[j], Math.max(low[j], x[j]));
    }
  }

  /** The gradient without the coordinates that would leave the box. */
  private double[] free(double[] x, double[] gradient) {
    double[] free = gradient.clone();
    for (int j = 0; j < x.length; j++) {
      if ((x[j] <= low[j] && gradient[j] > 0) || (x[j] >= high[j] && gradient[j] < 0)) {
        free[j] = 0;
      }
    }
    return free;
  }

  /**
   * The quasi-Newton direction by the two-loop recursion; steepest descent if that leads uphill.
   */
  private static double[] direction(double[] free, Deque<Step> memory) {
    double[] direction = Arrays.stream(free).map(each -> -each).toArray();
    double[] factors = new double[memory.size()];
    int k = 0;
    for (Step step : memory) {
      factors[k] = dot(step.s(), direction) / step.sy();
      add(direction, -factors[k++], step.y());
    }
    Step newest = memory.peekFirst();
    double scale =
        newest == null ? FIRST_STEP / largest(free) : newest.sy() / dot(newest.y(), newest.y());
    for (int j = 0; j < direction.length; j++) {
      direction[j] *= scale;
    }
    for (Iterator<Step> oldest = memory.descendingIterator(); oldest.hasNext(); ) {
      Step step = oldest.next();
      add(direction, factors[--k] - dot(step.y(), direction) / step.sy(), step.s());
    }
    for (int j = 0; j < direction.length; j++) {
      direction[j] = free[j] == 0 ? 0 : direction[j];
    }
    if (dot(direction, free) >= 0) {
      memory.clear();
      return Arrays.stream(free).map(each -> -each * FIRST_STEP / largest(free)).toArray();
    }
    return direction;
  }

  /** Walks along the direction to {@code next}; infinite if every step is too long. */
  private double walk(
      Objective function,
      double[] x,
      double value,
      double[] gradient,
      double[] direction,
      double[] next,
      double[] nextGradient) {
    double length = 1;
    for (int i = 0; i < MOST_CUTS; i++) {
      double fall = 0;
      for (int j = 0; j < x.length; j++) {
        next[j] = Math.min(high[j], Math.max(low[j], x[j] + length * direction[j]));
        fall += gradient[j] * (next[j] - x[j]);
      }
      double nextValue = function.at(next, nextGradient);
      if (nextValue <= value + SUFFICIENT * fall) {
        return nextValue;
      }
      length /= i < 3 ? 2 : 5;
    }
    return Double.POSITIVE_INFINITY;
  }

  private static void remember(
      Deque<Step> memory, double[] x, double[] next, double[] gradient, double[] nextGradient) {
    double[] s = next.clone();
    add(s, -1, x);
    double[] y = nextGradient.clone();
    add(y, -1, gradient);
    double sy = dot(s, y);
    if (sy > 1e-12 * dot(y, y)) {
      memory.addFirst(new Step(s, y, sy));
      if (memory.size() > MEMORY) {
        memory.removeLast();
      }
    }
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int j = 0; j < a.length; j++) {
      sum += a[j] * b[j];
    }
    return sum;
  }

  private static void add(double[] to, double factor, double[] what) {
    for (int j = 0; j < to.length; j++) {
      to[j] += factor * what[j];
    }
  }

  private static double largest(double[] x) {
    return Arrays.stream(x).map(Math::abs).max().orElse(0);
  }
}
