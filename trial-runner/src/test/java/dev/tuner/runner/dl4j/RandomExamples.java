package dev.tuner.runner.dl4j;

import dev.tuner.runner.training.Batch;
import dev.tuner.runner.training.network.Network;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Examples of noise with random labels. */
final class RandomExamples {

  private final int inputs;
  private final int outputs;
  private final float[][] features;
  private final int[] labels;

  RandomExamples(Network network, int count, long seed) {
    var random = new SplittableRandom(seed);
    inputs = network.inputs();
    outputs = network.outputs();
    features = new float[count][inputs];
    labels = random.ints(count, 0, outputs).toArray();
    for (float[] example : features) {
      for (int i = 0; i < inputs; i++) {
        example[i] = (float) random.nextDouble(-1, 1);
      }
    }
  }

  int[] order() {
    return IntStream.range(0, count()).toArray();
  }

  public int count() {
    return labels.length;
  }

  public Batch batch(int[] order, int from, int to) {
    var chosen = new float[(to - from) * inputs];
    var targets = new float[(to - from) * outputs];
    for (int i = from; i < to; i++) {
      System.arraycopy(features[order[i]], 0, chosen, (i - from) * inputs, inputs);
      targets[(i - from) * outputs + labels[order[i]]] = 1;
    }
    return new Batch(to - from, chosen, targets);
  }
}
