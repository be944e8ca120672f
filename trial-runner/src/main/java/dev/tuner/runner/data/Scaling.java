package dev.tuner.runner.data;

import java.io.IOException;
import java.util.Arrays;

/**
 * Brings each feature (of images each channel, of sequences each feature of an item) to mean 0 and
 * standard deviation 1 over the training items. A feature that never changes becomes 0, and so does
 * a missing value.
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Scaling(float[] means, float[] deviations, int inner) {

  private static final int MOST_IMAGES = 2_000; // enough for a channel's mean to three digits

  /** Leaves all values as they are. */
  static Scaling none() {
    return new Scaling(new float[] {0}, new float[] {1}, Integer.MAX_VALUE);
  }

  /**
   * The scaling of these training items; of many images a fixed part is enough.
   *
   * @param fillsMissing whether missing numbers become the mean, instead of being refused
   * @throws InvalidDataException if a value is missing or infinite
   */
  public static Scaling of(Items items, int[] members, boolean fillsMissing) throws IOException {
    var shape = items.format().shape();
    boolean images = items.format().type() == ItemFormat.Type.BYTE;
    int groups = images ? shape.get(0) : shape.get(shape.size() - 1);
    int inner = images && shape.size() > 1 ? items.format().values() / groups : 1;
    int stride = images ? Math.max(1, members.length / MOST_IMAGES) : 1;
    var moments = new Moments(groups);
    var values = new float[items.format().values()];
    for (int m = 0; m < members.length; m += stride) {
      items.values(members[m], values, 0);
      for (int i = 0; i < values.length; i++) {
        if (isPresent(values[i], fillsMissing, members[m], i)) {
          moments.add(i / inner % groups, values[i]);
        }
      }
    }
    return new Scaling(moments.means(), moments.deviations(), inner);
  }

  /** Running means and squared distances from them, a pair for each group of values. */
  private static final class Moments {
    private final long[] counts;
    private final double[] means;
    private final double[] squares;

    Moments(int groups) {
      counts = new long[groups];
      means = new double[groups];
      squares = new double[groups];
    }

    void add(int group, double value) {
      double distance = value - means[group];
      means[group] += distance / ++counts[group];
      squares[group] += distance * (value - means[group]);
    }

    float[] means() {
      var rounded = new float[means.length];
      for (int g = 0; g < means.length; g++) {
        rounded[g] = (float) means[g];
      }
      return rounded;
    }

    float[] deviations() {
      var deviations = new float[means.length];
      for (int g = 0; g < means.length; g++) {
        double deviation = counts[g] == 0 ? 0 : Math.sqrt(squares[g] / counts[g]);
        deviations[g] = deviation > 1e-7 * Math.abs(means[g]) ? (float) deviation : 0;
      }
      return deviations;
    }
  }

  /**
   * Refuses what {@link #of} would, in these items.
   *
   * @throws InvalidDataException naming item and feature
   */
  static void check(Items items, int[] members, boolean fillsMissing) throws IOException {
    if (items.format().type() == ItemFormat.Type.BYTE) {
      return;
    }
    var values = new float[items.format().values()];
    for (int member : members) {
      items.values(member, values, 0);
      for (int i = 0; i < values.length; i++) {
        isPresent(values[i], fillsMissing, member, i);
      }
    }
  }

  private static boolean isPresent(float value, boolean fillsMissing, int item, int feature) {
    if (Float.isInfinite(value) || (Float.isNaN(value) && !fillsMissing)) {
      throw new InvalidDataException(
          "item %d has %s in feature %d; correct it, leave the item out, or set 'missing' to 'mean'"
              .formatted(item, value, feature));
    }
    return !Float.isNaN(value);
  }

  /** Scales the values of one item in place. */
  void apply(float[] values, int offset, int length) {
    for (int start = 0; start < length; start += inner) {
      int group = start / inner % means.length;
      apply(values, offset + start, offset + Math.min(length, start + inner), group);
    }
  }

  private void apply(float[] values, int from, int to, int group) {
    float mean = means[group];
    float deviation = deviations[group];
    for (int i = from; i < to; i++) {
      boolean known = deviation != 0 && !Float.isNaN(values[i]);
      values[i] = known ? (values[i] - mean) / deviation : 0;
    }
  }

  /** One over each deviation: what centred values are multiplied by; 0 where nothing changes. */
  public float[] factors() {
    var factors = new float[deviations.length];
    for (int i = 0; i < factors.length; i++) {
      factors[i] = deviations[i] == 0 ? 0 : 1 / deviations[i];
    }
    return factors;
  }

  /** The value that becomes 0: what to fill a hole in an image with. */
  float mean(int channel) {
    return means[channel % means.length];
  }

  /** For targets: from scaled outputs back to their own unit, in place. */
  public void undo(float[] values) {
    for (int i = 0; i < values.length; i++) {
      int group = i / inner % means.length;
      values[i] = values[i] * deviations[group] + means[group];
    }
  }

  @Override
  public String toString() {
    return "means %s, deviations %s".formatted(Arrays.toString(means), Arrays.toString(deviations));
  }
}
