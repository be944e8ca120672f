package dev.tuner.search.scheduler;

import dev.tuner.search.pareto.Pareto;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The trials of a rung ranked by several losses: nobody dominates those of the first front, only
 * those of the fronts before dominate those of a later one. Inside a front the less crowded rank
 * first, so that a cut through it keeps its whole width; then the earlier arrival. Trials that
 * count as worst are the last front.
 *
 * @see <a href="https://doi.org/10.1109/4235.996017">Deb et al., A Fast and Elitist Multiobjective
 *     Genetic Algorithm: NSGA-II</a>
 */
public final class Fronts {
  private final List<RungEntry> arrivals;
  private final List<Ranked> ranked;
  private final int fronts;

  /** One trial; fronts and places in them count from 1. */
  private record Ranked(RungEntry entry, int front, int place, int frontSize) {}

  private Fronts(List<RungEntry> arrivals, List<Ranked> ranked, int fronts) {
    this.arrivals = arrivals;
    this.ranked = ranked;
    this.fronts = fronts;
  }

  /**
   * @param arrivals in the order of arrival
   */
  static Fronts of(List<RungEntry> arrivals) {
    List<List<RungEntry>> fronts = new ArrayList<>();
    List<RungEntry> finite =
        arrivals.stream().filter(entry -> Double.isFinite(entry.loss())).toList();
    List<double[]> points = points(finite);
    for (List<Integer> front : Pareto.fronts(points)) {
      fronts.add(leastCrowdedFirst(front.stream().map(finite::get).toList()));
    }
    List<RungEntry> worst =
        arrivals.stream().filter(entry -> !Double.isFinite(entry.loss())).toList();
    if (!worst.isEmpty()) {
      fronts.add(worst);
    }
    List<Ranked> ranked = new ArrayList<>(arrivals.size());
    for (int front = 0; front < fronts.size(); front++) {
      List<RungEntry> members = fronts.get(front);
      for (int i = 0; i < members.size(); i++) {
        ranked.add(new Ranked(members.get(i), front + 1, i + 1, members.size()));
      }
    }
    return new Fronts(arrivals, ranked, fronts.size());
  }

  private static List<RungEntry> leastCrowdedFirst(List<RungEntry> front) {
    double[] distances = Pareto.crowding(points(front));
    return IntStream.range(0, front.size())
        .boxed()
        .sorted(Comparator.comparingDouble(i -> -distances[i]))
        .map(front::get)
        .toList();
  }

  private static List<double[]> points(List<RungEntry> entries) {
    return entries.stream().map(Fronts::point).toList();
  }

  private static double[] point(RungEntry entry) {
    return entry.losses().isEmpty()
        ? new double[] {entry.loss()}
        : entry.losses().stream().mapToDouble(Double::doubleValue).toArray();
  }

  /** The same rung when one more has arrived. */
  Fronts with(RungEntry arriving) {
    List<RungEntry> all = new ArrayList<>(arrivals);
    all.add(arriving);
    return of(all);
  }

  /** The trials, best first. */
  public List<Integer> trials() {
    return ranked.stream().map(each -> each.entry().trial()).toList();
  }

  /** The place of a trial that is here. */
  Place place(int trial) {
    boolean first = true;
    for (int i = 0; i < ranked.size(); i++) {
      if (ranked.get(i).entry().trial() == trial) {
        return place(i, first);
      }
      first &= !waits(ranked.get(i));
    }
    throw new IllegalArgumentException("trial " + trial + " is not in this rung");
  }

  /** The best trial that is paused here and may be promoted; never one that counts as worst. */
  Optional<Place> bestWaiting() {
    return IntStream.range(0, ranked.size())
        .filter(i -> waits(ranked.get(i)))
        .mapToObj(i -> place(i, true))
        .findFirst();
  }

  private static boolean waits(Ranked each) {
    return each.entry().fate() == RungEntry.Fate.WAITS && Double.isFinite(each.entry().loss());
  }

  private Place place(int index, boolean first) {
    Ranked each = ranked.get(index);
    String crowding =
        each.frontSize() == 1
            ? ""
            : ", %d of its %d by crowding".formatted(each.place(), each.frontSize());
    String detail = " (front %d of %d%s)".formatted(each.front(), fronts, crowding);
    return new Place(each.entry().trial(), index + 1, first, detail);
  }
}
