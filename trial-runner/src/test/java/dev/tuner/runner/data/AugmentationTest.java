package dev.tuner.runner.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tuner.runner.training.EpochOrder;
import dev.tuner.runner.training.RandomStreams;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AugmentationTest {

  private static final int SIDE = 8;
  private static final int AREA = SIDE * SIDE;
  private static final ItemFormat FORMAT =
      new ItemFormat(ItemFormat.Type.BYTE, List.of(1, SIDE, SIDE));

  @Test
  void flipMirrorsEveryRow() {
    float[] image = ramp();
    augment(image, new Augmentation(1, 0, 0, 0, 0, 0, 0, 0));
    float[] ramp = ramp();
    for (int i = 0; i < AREA; i++) {
      assertThat(image[i]).isEqualTo(ramp[mirrored(i)]);
    }
  }

  @Test
  void shiftMovesByNoMoreThanItsShareAndFillsWithTheMean() {
    var moved = new boolean[2];
    for (int seed = 0; seed < 50; seed++) {
      float[] image = new float[AREA];
      image[4 * SIDE + 4] = 200;
      augment(image, new Augmentation(0, 0.25, 0, 0, 0, 0, 0, 0), seed);
      double mass = 0;
      double row = 0;
      for (int i = 0; i < AREA; i++) {
        mass += image[i];
        int line = i / SIDE;
        row += image[i] * line;
      }
      assertThat(mass).isEqualTo(200, within(1e-2)); // still inside
      assertThat(row / mass).isBetween(2.0, 6.0);
      moved[row / mass < 4 ? 0 : 1] = true;
    }
    assertThat(moved).containsOnly(true); // both up and down
  }

  @Test
  void rotationKeepsTheMiddleAndTurnsTheRest() {
    float[] image = ramp();
    augment(image, new Augmentation(0, 0, 90, 0, 0, 0, 0, 0), 3);
    assertThat(image).isNotEqualTo(ramp());
    float[] ramp = ramp();
    float middle = (ramp[27] + ramp[28] + ramp[35] + ramp[36]) / 4;
    assertThat((image[27] + image[28] + image[35] + image[36]) / 4).isEqualTo(middle, within(0.5f));
  }

  @Test
  void eraseBlanksOneRectangleOfTwoToTwentyPercent() {
    for (int seed = 0; seed < 30; seed++) {
      float[] image = new float[AREA];
      Arrays.fill(image, 7);
      augment(image, new Augmentation(0, 0, 0, 1, 0, 0, 0, 0), seed);
      int[] holes = IntStream.range(0, AREA).filter(i -> image[i] == 0).toArray();
      int rows = (int) Arrays.stream(holes).map(i -> i / SIDE).distinct().count();
      int columns = (int) Arrays.stream(holes).map(i -> i % SIDE).distinct().count();
      assertThat(holes).hasSize(rows * columns);
      assertThat(holes.length).isBetween(1, AREA / 4);
    }
  }

  @Test
  void brightnessLiftsAndContrastSpreads() {
    float[] lifted = ramp();
    augment(lifted, new Augmentation(0, 0, 0, 0, 0.1, 0, 0, 0));
    float lift = lifted[0] - ramp()[0];
    assertThat(Math.abs(lift)).isBetween(0.01f, 25.5f);
    assertThat(lifted[63] - ramp()[63]).isEqualTo(lift, within(1e-3f));
    float[] spread = ramp();
    augment(spread, new Augmentation(0, 0, 0, 0, 0, 0.5, 0, 0));
    float gain = (spread[63] - spread[0]) / (ramp()[63] - ramp()[0]);
    assertThat(gain).isBetween(0.5f, 1.5f).isNotEqualTo(1);
  }

  @Test
  void mixupMixesFeaturesAndTargetsByTheSameShare() throws IOException {
    var batch = set(new Augmentation(0, 0, 0, 0, 0, 0, 1, 0)).batch(0, 0, 20);
    boolean mixed = false;
    for (int row = 0; row < 20; row++) {
      float first = batch.targets()[2 * row];
      assertThat(first + batch.targets()[2 * row + 1]).isEqualTo(1, within(1e-6f));
      // Images of class 0 are all -1, those of class 1 all 1.
      assertThat(batch.features()[row * AREA]).isEqualTo(1 - 2 * first, within(1e-5f));
      mixed |= first > 0.1 && first < 0.9;
    }
    assertThat(mixed).isTrue();
  }

  @Test
  void cutmixGivesTheTargetTheShareOfTheArea() throws IOException {
    var batch = set(new Augmentation(0, 0, 0, 0, 0, 0, 0, 1)).batch(0, 0, 20);
    for (int row = 0; row < 20; row++) {
      int start = row * AREA;
      long ones = IntStream.range(start, start + AREA).filter(i -> batch.features()[i] > 0).count();
      assertThat(batch.targets()[2 * row + 1]).isEqualTo((float) ones / AREA, within(1e-5f));
    }
    boolean mixed = false;
    for (float target : batch.targets()) {
      mixed |= target > 0.2 && target < 0.8;
    }
    assertThat(mixed).isTrue();
  }

  @Test
  void neitherMicroBatchesNorThreadsChangeAnExample() throws IOException {
    var plan = new Augmentation(0.5, 0.2, 20, 0.5, 0.2, 0.2, 0.4, 0.4);
    var whole = set(plan).batch(1, 0, 20);
    var other = set(plan);
    for (int from = 15; from >= 0; from -= 5) { // backwards, as threads may do
      var part = other.batch(1, from, from + 5);
      assertThat(part.features())
          .isEqualTo(Arrays.copyOfRange(whole.features(), from * AREA, (from + 5) * AREA));
      assertThat(part.targets())
          .isEqualTo(Arrays.copyOfRange(whole.targets(), from * 2, (from + 5) * 2));
    }
    assertThat(set(plan).batch(2, 0, 20).features()).isNotEqualTo(whole.features());
  }

  @Test
  void betaHasItsMeanAndVariance() {
    for (double alpha : new double[] {0.2, 1, 3}) {
      var random = new SplittableRandom(1);
      double[] draws =
          IntStream.range(0, 20_000).mapToDouble(i -> Beta.symmetric(alpha, random)).toArray();
      double mean = Arrays.stream(draws).average().orElseThrow();
      double variance =
          Arrays.stream(draws).map(d -> (d - mean) * (d - mean)).average().orElseThrow();
      assertThat(mean).isEqualTo(0.5, within(0.01));
      assertThat(variance).isEqualTo(1 / (4 * (2 * alpha + 1)), within(0.005));
    }
  }

  private static int mirrored(int place) {
    int column = place % SIDE;
    return place - column + SIDE - 1 - column;
  }

  private static float[] ramp() {
    var image = new float[AREA];
    for (int i = 0; i < AREA; i++) {
      image[i] = 40 + i + 10 * (i % SIDE);
    }
    return image;
  }

  private static void augment(float[] image, Augmentation plan) {
    augment(image, plan, 1);
  }

  private static void augment(float[] image, Augmentation plan, long seed) {
    new ImageAugmenter(plan, FORMAT, Scaling.none()).change(image, new SplittableRandom(seed));
  }

  /** Ten black and ten white images, in classes of their own; scaled to -1 and 1. */
  private static TrainingSet set(Augmentation plan) throws IOException {
    var pixels = new byte[20 * AREA];
    Arrays.fill(pixels, 10 * AREA, 20 * AREA, (byte) 255);
    int[] labels = IntStream.range(0, 20).map(i -> i / 10).toArray();
    int[] all = IntStream.range(0, 20).toArray();
    var items = new ByteItems(FORMAT, pixels);
    var targets = Targets.Classes.numbered(labels, 2);
    var view = new DataView(items, targets, all, Scaling.of(items, all, false), Scaling.none());
    var random = new RandomStreams(4);
    return new TrainingSet(view, new EpochOrder(20, random), plan, random);
  }
}
