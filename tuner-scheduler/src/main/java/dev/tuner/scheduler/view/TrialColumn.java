package dev.tuner.scheduler.view;

import dev.tuner.scheduler.trial.TrialState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** By what the trials of one study are sorted, by their numbers, as of a version of the study. */
final class TrialColumn {
  private static final int AT_FIRST = 8192;

  private SortKey[] keys = new SortKey[AT_FIRST];
  private TrialState[] states = new TrialState[AT_FIRST];
  private int size;
  private long version = -1;
  private long until = -1;

  /**
   * What a study was like at some time.
   *
   * @param trials how many it had
   * @param sequence the last place in its log
   */
  record Version(int trials, long version, long sequence) {}

  /** Where a trial stands in the order. */
  record Place(SortKey key, int number) implements Comparable<Place> {
    @Override
    public int compareTo(Place other) {
      var byKey = key.compareTo(other.key);
      return byKey != 0 ? byKey : Integer.compare(number, other.number);
    }
  }

  /** One more than the highest number that is known. */
  int size() {
    return size;
  }

  /** The place in the study's log until which everything is known; -1: nothing is. */
  long until() {
    return until;
  }

  boolean isOf(Version study) {
    return version == study.version();
  }

  /** Everything that the study had then is known. */
  void isNow(Version study) {
    version = study.version();
    until = study.sequence();
  }

  void put(int number, SortKey key, TrialState state) {
    if (number >= keys.length) {
      var length = Math.max(number + 1, keys.length * 2);
      keys = Arrays.copyOf(keys, length);
      states = Arrays.copyOf(states, length);
    }
    keys[number] = key;
    states[number] = state;
    size = Math.max(size, number + 1);
  }

  /**
   * The first places of a page in its order, one more than the page has where there are more.
   *
   * @param after the last place of the page before; null: the first page
   */
  List<Place> page(TrialQuery query, Place after) {
    Comparator<Place> order =
        query.order().descending() ? Comparator.reverseOrder() : Comparator.naturalOrder();
    var last = new PriorityQueue<>(order.reversed());
    for (int number = 0; number < size; number++) {
      if (keys[number] == null || !isAskedFor(states[number], query)) {
        continue;
      }
      var place = new Place(keys[number], number);
      if (after != null && order.compare(place, after) <= 0) {
        continue;
      }
      if (last.size() <= query.size()) {
        last.add(place);
      } else if (order.compare(place, last.element()) < 0) {
        last.remove();
        last.add(place);
      }
    }
    var page = new ArrayList<>(last);
    page.sort(order);
    return page;
  }

  private static boolean isAskedFor(TrialState state, TrialQuery query) {
    return query.states().isEmpty() || query.states().contains(state);
  }
}
