package dev.tuner.search.searcher;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Observations that may be compared with each other, in the order of arrival and best first. Adding
 * takes O(1); the order is made up when it is asked for, and O(n) where little was added since.
 */
public final class Results {
  private final List<Observation> arrived = new ArrayList<>();
  private List<Observation> best = new ArrayList<>();

  Results() {}

  void add(Observation observation) {
    arrived.add(observation);
  }

  /** In the order of arrival: a view that may grow later. */
  public List<Observation> arrived() {
    return Collections.unmodifiableList(arrived);
  }

  /** Best first, see {@link Best}; stays as it is when more arrive. */
  public List<Observation> best() {
    if (best.size() < arrived.size()) {
      best = Collections.unmodifiableList(Best.first(nearlySorted()));
    }
    return best;
  }

  /** The latest go last, so that among equals the earlier stay first. */
  private List<Observation> nearlySorted() {
    if (arrived.get(0).losses().length > 1) {
      return arrived;
    }
    List<Observation> all = new ArrayList<>(arrived.size());
    all.addAll(best);
    all.addAll(arrived.subList(best.size(), arrived.size()));
    return all;
  }
}
