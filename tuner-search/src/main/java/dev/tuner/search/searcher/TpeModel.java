package dev.tuner.search.searcher;

import dev.tuner.search.space.Cell;
import dev.tuner.search.space.Dimension;
import dev.tuner.search.space.SearchSpace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** One pair of densities for each group of coordinates that exist together. */
final class TpeModel {
  /** More components make a suggestion slower and the densities hardly different. */
  private static final int MOST_GOOD = 200;

  private static final int MOST_BAD = 500;

  /** The logarithm of a ratio that is still finite. */
  private static final double LARGEST = 700;

  private final List<Part> parts;

  /** The densities over some coordinates. */
  private record Part(List<Integer> indices, ParzenEstimator good, ParzenEstimator bad) {
    private double score(double[] row, Cell[] cells) {
      double[] own = indices.stream().mapToDouble(i -> row[i]).toArray();
      Cell[] ownCells = indices.stream().map(i -> cells[i]).toArray(Cell[]::new);
      return good.logDensity(own, ownCells) - bad.logDensity(own, ownCells);
    }
  }

  private TpeModel(List<Part> parts) {
    this.parts = parts;
  }

  static TpeModel fit(ModelData data, SearchSpace space, TpeSettings settings) {
    int goods = settings.good(data.best().size());
    List<Observation> good = data.best().subList(0, goods);
    List<Observation> bad = data.best().subList(goods, data.best().size());
    Coordinates coordinates = new Coordinates(space.dimensions());
    List<Part> parts = new ArrayList<>();
    for (List<Integer> indices : groups(space.dimensions())) {
      parts.add(
          new Part(
              indices,
              estimator(good, List.of(), MOST_GOOD, indices, coordinates, settings),
              estimator(bad, data.running(), MOST_BAD, indices, coordinates, settings)));
    }
    return new TpeModel(parts);
  }

  private static List<List<Integer>> groups(List<Dimension> dimensions) {
    return dimensions.stream()
        .map(Dimension::branch)
        .distinct()
        .sorted()
        .map(
            branch ->
                IntStream.range(0, dimensions.size())
                    .filter(i -> dimensions.get(i).branch() == branch)
                    .boxed()
                    .toList())
        .toList();
  }

  /** From the observations that have these coordinates, in the order of their trials. */
  private static ParzenEstimator estimator(
      List<Observation> observations,
      List<Observation> running,
      int most,
      List<Integer> indices,
      Coordinates coordinates,
      TpeSettings settings) {
    int any = indices.get(0);
    List<double[]> rows =
        Thinning.evenly(having(any, observations), having(any, running), most).stream()
            .sorted(Comparator.comparingInt(Observation::trial))
            .map(each -> coordinates.row(each.point()))
            .map(row -> indices.stream().mapToDouble(i -> row[i]).toArray())
            .toList();
    int[] all = coordinates.levels();
    int[] levels = indices.stream().mapToInt(i -> all[i]).toArray();
    return new ParzenEstimator(rows, levels, settings.priorWeight());
  }

  private static List<Observation> having(int coordinate, List<Observation> observations) {
    List<Observation> having = new ArrayList<>(observations.size());
    for (Observation each : observations) {
      if (!Double.isNaN(each.point()[coordinate])) {
        having.add(each);
      }
    }
    return having;
  }

  /** The point whose parts are each the most promising of some draws from the good density. */
  Candidate suggest(SearchSpace space, int candidates, RandomGenerator random) {
    Coordinates coordinates = new Coordinates(space.dimensions());
    double[] best = new double[coordinates.count()];
    double[] scores = new double[parts.size()];
    Arrays.fill(scores, Double.NEGATIVE_INFINITY);
    for (int i = 0; i < candidates; i++) {
      double[] row = draw(coordinates.count(), random);
      Cell[] cells = space.cells(coordinates.point(row));
      for (int p = 0; p < scores.length; p++) {
        double score = parts.get(p).score(row, cells);
        if (score > scores[p]) {
          scores[p] = score;
          parts.get(p).indices().forEach(j -> best[j] = row[j]);
        }
      }
    }
    return Candidate.scored(
        coordinates.point(best),
        Basis.Measure.DENSITY_RATIO,
        Math.exp(Math.min(LARGEST, Arrays.stream(scores).sum())));
  }

  private double[] draw(int count, RandomGenerator random) {
    double[] row = new double[count];
    for (Part part : parts) {
      double[] own = part.good().sample(random);
      for (int j = 0; j < own.length; j++) {
        row[part.indices().get(j)] = own[j];
      }
    }
    return row;
  }
}
