package dev.tuner.search.scheduler;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.DoubleStream;

/**
 * The trials of a rung, an arriving one among them, and their order in the rung below.
 *
 * <p>Two losses are equally good if they differ by no more than the noise: the 90th percentile of
 * the differences at the milestone of those pairs whose order changed and changed back on the way
 * there. Without such a pair, the noise is that of the next rung below, and in the end 0.
 *
 * <p>Of a large rung the best {@value #MOST_TRIALS} trials are compared, over their last {@value
 * #MOST_STEPS} steps; those whose loss is not finite are left out.
 */
final class Ranking {
  private static final int MOST_TRIALS = 128;
  private static final int MOST_STEPS = 64;
  private static final double PERCENTILE = 0.9;

  private final Progress arriving;
  private final Ladder ladder;
  private final int top;
  private final Rungs rungs;

  private Ranking(Progress arriving, Ladder ladder, int top, Rungs rungs) {
    this.arriving = arriving;
    this.ladder = ladder;
    this.top = top;
    this.rungs = rungs;
  }

  /**
   * @param arriving a trial that is not recorded in the rung yet
   * @param top the rung's index in the ladder, at least 1
   */
  static Ranking of(Progress arriving, Ladder ladder, int top, Rungs rungs) {
    return new Ranking(arriving, ladder, top, rungs);
  }

  /**
   * Whether each place is taken by a trial that is, but for noise, as good below as its owner.
   *
   * @param epsilon the noise; measured when it is empty
   */
  boolean isStable(Optional<Double> epsilon) {
    List<Integer> trials = trials(top);
    double[] below =
        trials.stream().mapToDouble(trial -> loss(trial, ladder.level(top - 1))).toArray();
    double[] sorted = below.clone();
    Arrays.sort(sorted);
    double noise = epsilon.orElseGet(this::noise);
    for (int place = 0; place < below.length; place++) {
      if (Math.abs(below[place] - sorted[place]) > noise) {
        return false;
      }
    }
    return true;
  }

  /** The trials of a rung whose loss there is finite, best first. */
  private List<Integer> trials(int index) {
    Rung rung = rungs.rung(arriving.bracket(), ladder.level(index));
    List<Integer> trials = new ArrayList<>();
    for (int rank = 1; rank <= Math.min(rung.size(), MOST_TRIALS); rank++) {
      trials.add(rung.trialAtRank(rank));
    }
    if (index == top) {
      trials.add(Math.min(rung.rankIfAdded(arriving.loss()) - 1, trials.size()), arriving.trial());
    }
    trials.removeIf(trial -> loss(trial, ladder.level(index)) == Double.POSITIVE_INFINITY);
    return trials;
  }

  private double loss(int trial, long step) {
    boolean now = trial == arriving.trial() && (step == arriving.step() || step == level());
    return now
        ? arriving.loss()
        : rungs.rung(arriving.bracket(), step).loss(trial).orElse(Double.POSITIVE_INFINITY);
  }

  private long level() {
    return ladder.level(top);
  }

  private double noise() {
    for (int rung = top; rung > 0; rung--) {
      OptionalDouble noise = noise(trials(rung), steps(ladder.level(rung)));
      if (noise.isPresent()) {
        return noise.getAsDouble();
      }
    }
    return 0;
  }

  /** The last steps that the arriving trial reported up to a milestone, ascending. */
  private List<Long> steps(long to) {
    List<Long> steps = new ArrayList<>();
    if (to == level()) {
      steps.add(level());
    }
    OptionalLong step = before(steps.isEmpty() ? to + 1 : to);
    while (step.isPresent() && steps.size() < MOST_STEPS) {
      steps.add(step.getAsLong());
      step = before(step.getAsLong());
    }
    steps.sort(Comparator.naturalOrder());
    return steps;
  }

  private OptionalLong before(long step) {
    return rungs.lastLevel(arriving.bracket(), arriving.trial(), step - 1);
  }

  private OptionalDouble noise(List<Integer> trials, List<Long> steps) {
    double[][] losses = new double[trials.size()][];
    for (int i = 0; i < losses.length; i++) {
      int trial = trials.get(i);
      losses[i] = steps.stream().mapToDouble(step -> loss(trial, step)).toArray();
    }
    DoubleStream.Builder distances = DoubleStream.builder();
    for (int a = 0; a < losses.length; a++) {
      for (int b = a + 1; b < losses.length; b++) {
        noise(losses[a], losses[b]).ifPresent(distances::add);
      }
    }
    double[] sorted = distances.build().sorted().toArray();
    return sorted.length == 0 ? OptionalDouble.empty() : OptionalDouble.of(percentile(sorted));
  }

  /** How far apart two curves are at their last common step, if they crossed and crossed back. */
  private static OptionalDouble noise(double[] a, double[] b) {
    int crossings = 0;
    double sign = 0;
    double distance = 0;
    for (int i = 0; i < a.length; i++) {
      double difference = a[i] - b[i];
      if (Double.isFinite(difference) && difference != 0) {
        crossings += sign * difference < 0 ? 1 : 0;
        sign = Math.signum(difference);
        distance = Math.abs(difference);
      }
    }
    return crossings >= 2 ? OptionalDouble.of(distance) : OptionalDouble.empty();
  }

  /** Interpolated between the two nearest, as numpy does. */
  private static double percentile(double[] sorted) {
    double position = PERCENTILE * (sorted.length - 1);
    int index = (int) position;
    double next = sorted[Math.min(index + 1, sorted.length - 1)];
    return sorted[index] + (next - sorted[index]) * (position - index);
  }
}
