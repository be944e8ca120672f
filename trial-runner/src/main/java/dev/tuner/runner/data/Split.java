package dev.tuner.runner.data;

import dev.tuner.runner.training.EpochOrder;
import dev.tuner.runner.training.RandomStreams;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Which items train, which validate and which are left for a test at the very end. The same share
 * of every stratum (of every class) is in each. A function of strata, fractions and seed: all
 * trials of a study are measured on the same items.
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Split(int[] training, int[] validation, int[] test) {

  /**
   * Splits at random within each stratum.
   *
   * @param validating the share that validates, in (0, 1)
   * @param testing the share left for the test, in [0, 1)
   * @throws InvalidDataException if a stratum has too few items for the parts
   */
  public static Split stratified(Targets targets, double validating, double testing, long seed) {
    int[] strata = targets.strata();
    var training = IntStream.builder();
    var validation = IntStream.builder();
    var test = IntStream.builder();
    for (int[] order : shuffledStrata(strata, seed)) {
      int first = (int) Math.round(order.length * validating);
      int second = first + (int) Math.round(order.length * testing);
      if (first == 0 || second >= order.length || (testing > 0 && second == first)) {
        var parts = "a validation_fraction of " + validating;
        throw tooFew(
            targets, order, testing == 0 ? parts : parts + " and a test_fraction of " + testing);
      }
      for (int i = 0; i < order.length; i++) {
        (i < first ? validation : i < second ? test : training).add(order[i]);
      }
    }
    return new Split(sorted(training), sorted(validation), sorted(test));
  }

  /**
   * Splits into {@code folds} parts, each of which validates once.
   *
   * @param testing the share left for the test, in [0, 1); the same items for all folds
   * @throws InvalidDataException if a stratum has fewer items than there are folds
   */
  public static List<Split> folds(Targets targets, int folds, double testing, long seed) {
    int[] strata = targets.strata();
    var fold = new int[strata.length]; // -1 for the test
    int next = 0; // goes on from stratum to stratum, so that folds differ by one item at most
    for (int[] order : shuffledStrata(strata, seed)) {
      int tested = (int) Math.round(order.length * testing);
      if (order.length - tested < folds || (testing > 0 && tested == 0)) {
        throw tooFew(targets, order, folds + " folds");
      }
      for (int i = 0; i < order.length; i++) {
        fold[order[i]] = i < tested ? -1 : next++ % folds;
      }
    }
    var splits = new ArrayList<Split>();
    for (int f = 0; f < folds; f++) {
      int chosen = f;
      splits.add(
          new Split(
              where(fold, other -> other >= 0 && other != chosen),
              where(fold, other -> other == chosen),
              where(fold, other -> other < 0)));
    }
    return splits;
  }

  /** A fixed part of the items, stratified, at most {@code size}; all if there are no more. */
  public static int[] sample(int[] strata, int size, long seed) {
    if (size >= strata.length) {
      return IntStream.range(0, strata.length).toArray();
    }
    var chosen = IntStream.builder();
    double wanted = 0; // carries what rounding left over to the next stratum
    int taken = 0;
    for (int[] order : shuffledStrata(strata, seed)) {
      wanted += (double) order.length * size / strata.length;
      int count = (int) Math.min(order.length, Math.round(wanted) - taken);
      Arrays.stream(order, 0, count).forEach(chosen::add);
      taken += count;
    }
    return sorted(chosen);
  }

  private static List<int[]> shuffledStrata(int[] strata, long seed) {
    var random = new RandomStreams(seed);
    var orders = new ArrayList<int[]>();
    int highest = Arrays.stream(strata).max().orElse(-1);
    for (int stratum = 0; stratum <= highest; stratum++) {
      int number = stratum;
      int[] members = where(strata, other -> other == number);
      int[] order =
          EpochOrder.shuffled(members.length, random.of(RandomStreams.Purpose.SPLIT, stratum));
      if (members.length > 0) {
        orders.add(Arrays.stream(order).map(i -> members[i]).toArray());
      }
    }
    return orders;
  }

  private static int[] where(int[] values, java.util.function.IntPredicate condition) {
    return IntStream.range(0, values.length).filter(i -> condition.test(values[i])).toArray();
  }

  private static int[] sorted(IntStream.Builder members) {
    return members.build().sorted().toArray();
  }

  private static InvalidDataException tooFew(Targets targets, int[] stratum, String parts) {
    return new InvalidDataException(
        "%s has only %s, too few for every part of the split at %s; add examples, leave it out, or change the split"
            .formatted(
                targets.stratum(stratum[0]),
                stratum.length == 1 ? "1 example" : stratum.length + " examples",
                parts));
  }
}
