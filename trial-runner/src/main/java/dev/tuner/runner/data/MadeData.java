package dev.tuner.runner.data;

import dev.tuner.runner.training.RandomStreams;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/** Data that is made, the same each time: small, and hard enough for choices to matter. */
final class MadeData {

  private static final RandomStreams RANDOM = new RandomStreams(20_261_124);
  private static final int WAVES = 900;
  private static final int WAVE_LENGTH = 32;
  private static final int QUERIES = 400;
  private static final int DOCUMENTS = 12;
  private static final int DOCUMENT_FEATURES = 8;

  private MadeData() {}

  /**
   * 900 noisy waves of 32 values and three kinds: sine, square and saw tooth, each of random
   * frequency, phase and height.
   */
  static Dataset waves() {
    var items = new float[WAVES][WAVE_LENGTH];
    var labels = new int[WAVES];
    for (int i = 0; i < WAVES; i++) {
      var random = RANDOM.of(RandomStreams.Purpose.SPLIT, i);
      labels[i] = i % 3;
      double frequency = random.nextDouble(1.5, 4);
      double phase = random.nextDouble();
      double height = random.nextDouble(0.5, 1.5);
      for (int t = 0; t < WAVE_LENGTH; t++) {
        double turn = (frequency * t / WAVE_LENGTH + phase) % 1;
        items[i][t] = (float) (height * wave(labels[i], turn) + 0.25 * random.nextGaussian());
      }
    }
    var format = new FloatItems(List.of(WAVE_LENGTH, 1), items);
    return new Dataset(
        format,
        new Targets.Classes(labels, List.of("sine", "square", "saw")),
        ItemForm.of(ItemForm.Kind.NPY, format.format()));
  }

  private static double wave(int kind, double turn) {
    return switch (kind) {
      case 0 -> Math.sin(2 * Math.PI * turn);
      case 1 -> turn < 0.5 ? 1 : -1;
      default -> 2 * turn - 1;
    };
  }

  /**
   * 400 queries of 5 to 12 documents with 8 features: relevance 0 to 3 by a product and a threshold
   * of some features, with noise.
   */
  static Dataset queries() {
    var items = new float[QUERIES][DOCUMENTS * DOCUMENT_FEATURES];
    var relevances = new float[QUERIES][DOCUMENTS];
    for (int i = 0; i < QUERIES; i++) {
      var random = RANDOM.of(RandomStreams.Purpose.NOISE, i);
      Arrays.fill(relevances[i], -1);
      int documents = random.nextInt(5, DOCUMENTS + 1);
      for (int d = 0; d < documents; d++) {
        relevances[i][d] = document(items[i], d * DOCUMENT_FEATURES, random);
      }
    }
    var format = new FloatItems(List.of(DOCUMENTS, DOCUMENT_FEATURES), items);
    return new Dataset(
        format,
        new Targets.Relevances(relevances),
        ItemForm.of(ItemForm.Kind.NPY_QUERIES, format.format()));
  }

  private static int document(float[] to, int offset, RandomGenerator random) {
    for (int f = 0; f < DOCUMENT_FEATURES; f++) {
      to[offset + f] = (float) random.nextGaussian();
    }
    double merit = to[offset] * to[offset + 1] + Math.max(0, to[offset + 2]) - 0.5 * to[offset + 3];
    merit += 0.3 * random.nextGaussian();
    return merit < 0 ? 0 : merit < 0.8 ? 1 : merit < 1.6 ? 2 : 3;
  }
}
