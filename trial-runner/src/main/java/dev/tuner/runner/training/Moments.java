package dev.tuner.runner.training;

import java.util.List;

/** Restores an optimizer's vectors in place. */
final class Moments {

  private Moments() {}

  static void copy(Optimizer.State saved, List<float[]> live) {
    var lengths = live.stream().map(vector -> vector.length).toList();
    var found = saved.moments().stream().map(vector -> vector.length).toList();
    if (!found.equals(lengths)) {
      throw new IllegalArgumentException(
          "the state of another optimizer: vectors of %s, wanted %s".formatted(found, lengths));
    }
    for (int i = 0; i < live.size(); i++) {
      float[] vector = saved.moments().get(i);
      System.arraycopy(vector, 0, live.get(i), 0, vector.length);
    }
  }
}
