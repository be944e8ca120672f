package dev.tuner.search.searcher;

import dev.tuner.search.gaussian.Rows;
import dev.tuner.search.gaussian.Surrogate;
import dev.tuner.search.space.Dimension;
import dev.tuner.search.space.SearchSpace;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * A Gaussian process over a space, and the search for the point that promises most: random points
 * and variations of the best known ones are scored, and the best of them refined, numbers downhill
 * and values that can be counted one by one.
 *
 * <p>A parameter that a config does not have counts as the middle of its range, or as a category of
 * its own.
 */
final class GpModel {
  /** Numbers with more values are refined like any number, and rounded at the end. */
  private static final int FEW = 12;

  private static final int VARIED = 10;
  private static final int REFINED = 5;
  private static final int ROUNDS = 3;
  private static final double ABSENT = 0.5;
  private static final double ABSENT_LEVEL = -1;
  private static final double CHANGED = 0.3;
  private static final double[] WIDTHS = {0.2, 0.05, 0.01};

  private final SearchSpace space;
  private final Coordinates coordinates;
  private final Surrogate surrogate;
  private final List<double[]> best;
  private final RandomGenerator random;

  /** A point of the unit cube and its score. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Scored(double[] point, double score) {}

  private GpModel(
      SearchSpace space, Surrogate surrogate, List<double[]> best, RandomGenerator random) {
    this.space = space;
    this.coordinates = new Coordinates(space.dimensions());
    this.surrogate = surrogate;
    this.best = best;
    this.random = random;
  }

  static GpModel fit(ModelData data, SearchSpace space, RandomGenerator random) {
    Coordinates coordinates = new Coordinates(space.dimensions());
    boolean[] categorical = new boolean[coordinates.count()];
    for (int j = 0; j < categorical.length; j++) {
      categorical[j] = kind(coordinates, j) == Dimension.Kind.CATEGORICAL;
    }
    Rows rows = new Rows(rows(data.best(), coordinates), categorical);
    double[] losses = data.best().stream().mapToDouble(Observation::loss).toArray();
    Surrogate surrogate = Surrogate.of(rows, losses, rows(data.running(), coordinates), random);
    List<double[]> best = data.best().stream().limit(VARIED).map(Observation::point).toList();
    return new GpModel(space, surrogate, best, random);
  }

  private static double[][] rows(List<Observation> observations, Coordinates coordinates) {
    return observations.stream()
        .map(each -> row(each.point(), coordinates))
        .toArray(double[][]::new);
  }

  private static double[] row(double[] point, Coordinates coordinates) {
    double[] row = coordinates.row(point);
    for (int j = 0; j < row.length; j++) {
      if (Double.isNaN(row[j])) {
        row[j] = kind(coordinates, j) == Dimension.Kind.CATEGORICAL ? ABSENT_LEVEL : ABSENT;
      }
    }
    return row;
  }

  private static Dimension.Kind kind(Coordinates coordinates, int j) {
    return coordinates.dimensions().get(j).kind();
  }

  /** Points, the most promising first. */
  Stream<Candidate> candidates(int count) {
    List<Scored> scored = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      scored.add(i % 2 == 0 ? scored(space.encode(space.sample(random))) : scored(variation(i)));
    }
    scored.sort(Comparator.comparingDouble(Scored::score));
    for (Scored start : List.copyOf(scored.subList(0, Math.min(REFINED, scored.size())))) {
      scored.add(refined(start));
    }
    scored.sort(Comparator.comparingDouble(Scored::score));
    return scored.stream()
        .map(
            each ->
                Candidate.scored(
                    each.point(), Basis.Measure.EXPECTED_IMPROVEMENT, Math.exp(-each.score())));
  }

  /** The point as a config would have it: rounded, without the parameters that it does not have. */
  private Scored scored(double[] point) {
    double[] rounded = space.encode(space.decode(point, random));
    return new Scored(rounded, surrogate.score(row(rounded, coordinates)));
  }

  /** One of the best points with some of its coordinates changed, a little or a lot. */
  private double[] variation(int turn) {
    double[] point = best.get(turn / 2 % best.size()).clone();
    double width = WIDTHS[turn / 2 % WIDTHS.length];
    for (int j = 0; j < point.length; j++) {
      if (Double.isNaN(point[j]) || random.nextDouble() >= CHANGED) {
        continue;
      }
      point[j] =
          kind(coordinates, j) == Dimension.Kind.CATEGORICAL
              ? random.nextDouble()
              : TruncatedNormal.sample(point[j], width, random);
    }
    return point;
  }

  private Scored refined(Scored start) {
    Scored best = start;
    for (int round = 0; round < ROUNDS; round++) {
      Scored next = swept(descended(best));
      if (next.score() >= best.score()) {
        break;
      }
      best = next;
    }
    return best;
  }

  private Scored descended(Scored from) {
    double[] point = from.point();
    boolean[] movable = new boolean[point.length];
    boolean any = false;
    for (int j = 0; j < point.length; j++) {
      movable[j] = !Double.isNaN(point[j]) && !isFew(j);
      any |= movable[j];
    }
    if (!any) {
      return from;
    }
    double[] row = surrogate.descend(row(point, coordinates), movable);
    double[] moved = point.clone();
    for (int j = 0; j < point.length; j++) {
      moved[j] = movable[j] ? row[j] : point[j];
    }
    Scored end = scored(moved);
    return end.score() < from.score() ? end : from;
  }

  private boolean isFew(int j) {
    return kind(coordinates, j) == Dimension.Kind.CATEGORICAL
        || coordinates.dimensions().get(j).levels() <= FEW;
  }

  /** Tries the other values of every parameter with few of them, one parameter after the other. */
  private Scored swept(Scored from) {
    Scored best = from;
    for (int j = 0; j < coordinates.count(); j++) {
      if (Double.isNaN(best.point()[j]) || !isFew(j)) {
        continue;
      }
      Dimension dimension = coordinates.dimensions().get(j);
      int levels = (int) Math.min(FEW, dimension.levels());
      for (int level = 0; level < levels; level++) {
        double[] other = best.point().clone();
        other[j] = dimension.unit(level);
        Scored next = scored(other);
        best = next.score() < best.score() ? next : best;
      }
    }
    return best;
  }
}
