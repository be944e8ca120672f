package dev.tuner.runner.data;

import dev.tuner.runner.training.Batch;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Items and targets as a network sees them: scaled, without augmentation. */
public final class DataView {

  private final Items items;
  private final Targets targets;
  private final int[] members;
  private final Scaling scaling;
  private final Scaling targetScaling;

  /**
   * @param items the members' features: item i is member i's
   * @param targets of the whole data set
   * @param members each item's place among the targets
   */
  DataView(Items items, Targets targets, int[] members, Scaling scaling, Scaling targetScaling) {
    this.items = items;
    this.targets = targets;
    this.members = members;
    this.scaling = scaling;
    this.targetScaling = targetScaling;
  }

  /** The number of examples; only a test part may have none. */
  public int count() {
    return members.length;
  }

  /** The number of features of one example. */
  int width() {
    return items.format().values();
  }

  int targetWidth() {
    return targets.width();
  }

  Items items() {
    return items;
  }

  Scaling scaling() {
    return scaling;
  }

  /** The stratum of each example. */
  int[] strata() {
    int[] all = targets.strata();
    var strata = new int[members.length];
    for (int i = 0; i < strata.length; i++) {
      strata[i] = all[members[i]];
    }
    return strata;
  }

  void features(int index, float[] to, int offset) throws IOException {
    items.values(index, to, offset);
    scaling.apply(to, offset, width());
  }

  void targets(int index, float[] to, int offset) {
    targets.values(members[index], to, offset);
    targetScaling.apply(to, offset, targets.width());
  }

  /** The examples {@code order[from]} to {@code order[to - 1]}, in that order. */
  public Batch batch(int[] order, int from, int to) {
    var features = new float[(to - from) * width()];
    var wanted = new float[(to - from) * targetWidth()];
    try {
      for (int row = 0; row < to - from; row++) {
        features(order[from + row], features, row * width());
        targets(order[from + row], wanted, row * targetWidth());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Batch(to - from, features, wanted);
  }
}
