package dev.tuner.search.searcher;

import java.util.ArrayList;
import java.util.List;

/** Keeps a model small. */
final class Thinning {
  private Thinning() {}

  /** At most {@code most} of the items, evenly spread over the first list and then the second. */
  static <T> List<T> evenly(List<T> first, List<T> second, int most) {
    int all = first.size() + second.size();
    int count = Math.min(all, most);
    List<T> some = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      int at = (int) ((long) i * all / count);
      some.add(at < first.size() ? first.get(at) : second.get(at - first.size()));
    }
    return some;
  }
}
