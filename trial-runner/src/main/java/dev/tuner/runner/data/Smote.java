package dev.tuner.runner.data;

import dev.tuner.runner.training.RandomStreams;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Makes examples of the rarer classes until every class has as many as the largest one: each lies
 * between an example and one of its five nearest neighbours of the same class, near in scaled
 * features.
 *
 * @see <a href="https://doi.org/10.1613/jair.953">Chawla et al., SMOTE: Synthetic Minority
 *     Over-sampling Technique</a>
 */
final class Smote {

  private static final int NEIGHBOURS = 5;

  private final float[][] raw;
  private final float[][] scaled;
  private final int[] labels;

  private Smote(DataView view) throws IOException {
    raw = new float[view.count()][view.width()];
    scaled = new float[view.count()][view.width()];
    for (int i = 0; i < raw.length; i++) {
      view.items().values(i, raw[i], 0);
      view.features(i, scaled[i], 0);
    }
    labels = view.strata();
  }

  /**
   * The training examples, and the made ones after them.
   *
   * @throws InvalidDataException if a class has a single example, which has no neighbour
   */
  static DataView extend(DataView view, Targets.Classes targets, long seed) throws IOException {
    var smote = new Smote(view);
    var rows = new ArrayList<float[]>(List.of(smote.raw));
    var labels = new ArrayList<Integer>();
    Arrays.stream(smote.labels).forEach(labels::add);
    int[] counts = ClassShares.counts(smote.labels);
    int largest = Arrays.stream(counts).max().orElseThrow();
    for (int c = 0; c < counts.length; c++) {
      var random = new RandomStreams(seed).of(RandomStreams.Purpose.AUGMENTATION, -1 - c);
      for (int i = counts[c]; counts[c] > 0 && i < largest; i++) {
        rows.add(smote.make(c, targets.names().get(c), random));
        labels.add(c);
      }
    }
    var items = new FloatItems(view.items().format().shape(), rows.toArray(float[][]::new));
    int[] all = labels.stream().mapToInt(Integer::intValue).toArray();
    return new DataView(
        items,
        new Targets.Classes(all, targets.names()),
        IntStream.range(0, all.length).toArray(),
        view.scaling(),
        Scaling.none());
  }

  private float[] make(int label, String name, RandomGenerator random) {
    int[] members = IntStream.range(0, labels.length).filter(i -> labels[i] == label).toArray();
    if (members.length < 2) {
      throw new InvalidDataException(
          "smote needs two training examples of each class, but class '%s' has one; use oversample"
              .formatted(name));
    }
    int chosen = members[random.nextInt(members.length)];
    int[] near = nearest(chosen, members);
    float[] other = raw[near[random.nextInt(near.length)]];
    float share = random.nextFloat();
    var made = raw[chosen].clone();
    for (int i = 0; i < made.length; i++) {
      made[i] += share * (other[i] - made[i]);
    }
    return made;
  }

  private int[] nearest(int chosen, int[] members) {
    return Arrays.stream(members)
        .filter(member -> member != chosen)
        .boxed()
        .sorted(Comparator.comparingDouble(member -> distance(scaled[chosen], scaled[member])))
        .limit(NEIGHBOURS)
        .mapToInt(Integer::intValue)
        .toArray();
  }

  private static double distance(float[] left, float[] right) {
    double sum = 0;
    for (int i = 0; i < left.length; i++) {
      double difference = left[i] - right[i];
      sum += difference * difference;
    }
    return sum;
  }
}
