package dev.tuner.runner.training.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tuner.runner.training.Batch;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LossesTest {

  private static final float[] OUTPUTS = {0.3f, -1.2f, 2, 0.1f, 0.4f, -0.7f};
  private static final float[] CLASSES = {0, 1, 0, 0.7f, 0, 0.3f};
  private static final float[] RELEVANCE = {2, 0, 1, 1, -1, 0}; // one document is padding

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Case(Loss loss, float[] targets) {
    @Override
    public String toString() {
      return loss.toString();
    }
  }

  static Stream<Case> cases() {
    return Stream.of(
        new Case(new CrossEntropy(), CLASSES),
        new Case(new CrossEntropy(0.2), CLASSES),
        new Case(new Focal(2), CLASSES),
        new Case(new Focal(0.5), CLASSES),
        new Case(new ClassWeighted(new Focal(1), List.of(0.5, 3.0, 1.0)), CLASSES),
        new Case(new Regression.Squared(), CLASSES),
        new Case(new Regression.Absolute(), CLASSES),
        new Case(new Regression.Huber(0.5), CLASSES),
        new Case(Ranking.PAIRWISE, RELEVANCE),
        new Case(Ranking.LISTWISE, RELEVANCE));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void theGradientIsTheDerivativeTimesTheFactor(Case each) {
    var batch = new Batch(2, new float[2], each.targets(), new float[] {1, 2.5f});
    var gradient = new float[6];
    each.loss().of(batch, OUTPUTS, 1024, gradient);
    float step = 1e-3f;
    for (int i = 0; i < 6; i++) {
      double slope = (shifted(each, batch, i, step) - shifted(each, batch, i, -step)) / (2 * step);
      assertThat(gradient[i] / 1024).as("output %d", i).isEqualTo((float) slope, within(2e-4f));
    }
  }

  private static double shifted(Case each, Batch batch, int output, float by) {
    float[] outputs = OUTPUTS.clone();
    outputs[output] += by;
    return each.loss().of(batch, outputs, 1, new float[6]);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void microBatchesAddUpToTheirBatch(Case each) {
    var batch = new Batch(2, new float[2], each.targets(), new float[] {1, 2.5f});
    var whole = new float[6];
    double loss = each.loss().of(batch, OUTPUTS, 1, whole);
    var first = new float[3];
    var second = new float[3];
    double parts =
        each.loss().of(batch.slice(0, 1), new float[] {0.3f, -1.2f, 2}, 0.5, first) / 2
            + each.loss().of(batch.slice(1, 2), new float[] {0.1f, 0.4f, -0.7f}, 0.5, second) / 2;
    assertThat(parts).isEqualTo(loss, within(1e-9));
    assertThat(first).containsExactly(new float[] {whole[0], whole[1], whole[2]}, near());
    assertThat(second).containsExactly(new float[] {whole[3], whole[4], whole[5]}, near());
  }

  @Test
  void hugeOutputsLoseWhatTheyShould() {
    float[] outputs = {0, 5000, -5000};
    assertThat(loss(new CrossEntropy(), outputs, 0, 0, 1)).isEqualTo(10_000, within(1e-9));
    assertThat(loss(new CrossEntropy(), outputs, 0, 1, 0)).isEqualTo(0, within(1e-9));
    assertThat(loss(new Focal(2), outputs, 0, 0, 1)).isEqualTo(10_000, within(1e-9));
  }

  @Test
  void valuesComputedByHand() {
    float[] outputs = {(float) Math.log(4), 0}; // probabilities 0.8 and 0.2
    assertThat(loss(new CrossEntropy(), outputs, 0, 1)).isEqualTo(-Math.log(0.2), within(1e-7));
    assertThat(loss(new CrossEntropy(0.2), outputs, 0, 1))
        .isEqualTo(-0.9 * Math.log(0.2) - 0.1 * Math.log(0.8), within(1e-7));
    assertThat(loss(new Focal(2), outputs, 1, 0)).isEqualTo(-0.04 * Math.log(0.8), within(1e-7));
    assertThat(loss(new Focal(0), outputs, 0, 1)).isEqualTo(-Math.log(0.2), within(1e-7));
    assertThat(loss(new Regression.Huber(1), new float[] {3, 0.5f}, 0, 0))
        .isEqualTo((2.5 + 0.125) / 2, within(1e-9));
    assertThat(loss(Ranking.PAIRWISE, new float[] {1, 0, 9}, 0, 1, -1))
        .isEqualTo(Math.log(1 + Math.E), within(1e-7));
    assertThat(loss(Ranking.LISTWISE, outputs, 1, 0)).isEqualTo(-Math.log(0.8), within(1e-7));
  }

  @Test
  void anOutputThatIsNoNumberShows() {
    float[] outputs = {Float.NaN, 1};
    assertThat(loss(new CrossEntropy(), outputs, 0, 1)).isNaN();
    assertThat(loss(new Focal(2), outputs, 0, 1)).isNaN();
    assertThat(loss(new Regression.Squared(), outputs, 0, 1)).isNaN();
    assertThat(loss(Ranking.PAIRWISE, outputs, 0, 1)).isNaN();
  }

  private static double loss(Loss loss, float[] outputs, float... targets) {
    var batch = new Batch(1, new float[1], targets);
    return loss.of(batch, outputs, 1, new float[outputs.length]);
  }

  private static Offset<Float> near() {
    return within(1e-6f);
  }
}
