package dev.tuner.search.searcher;

import java.util.ArrayList;
import java.util.List;

/** Keeps a model small. */
final class Thinning {
  private Thinning() {}

  /** At most {@code most} of the items, evenly spread over the list. */
  static <T> List<T> evenly(List<T> items, int most) {
    if (items.size() <= most) {
      return items;
    }
    List<T> some = new ArrayList<>(most);
    for (int i = 0; i < most; i++) {
      some.add(items.get((int) ((long) i * items.size() / most)));
    }
    return some;
  }
}
