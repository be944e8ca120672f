package dev.tuner.runner.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * The expected values are scikit-learn 1.9.1's, printed by the commands in {@code
 * src/test/resources/metric/scikit-learn.py}.
 */
class MetricsTest {

  private static final float[][] LOGITS = {
    {2, 0.5f, -1}, {0.1f, 0.2f, 0.3f}, {-1.5f, 2.5f, 0}, {0, -0.5f, 1.5f},
    {1, 1.5f, 0.5f}, {0.3f, -0.2f, -0.4f}, {-2, 0, 2}, {0.75f, 0.25f, -0.25f}
  };
  private static final int[] CLASSES = {0, 2, 1, 0, 0, 1, 2, 0};

  private static final float[] SCORES = {-1.25f, 0.5f, 0.75f, -0.25f, -2, 3, 0.75f, 0.125f};
  private static final int[] SIDES = {0, 0, 1, 1, 0, 1, 0, 0};

  @Test
  void severalClasses() {
    var values = classified(new ClassCounts(3, true));
    is(values, "accuracy", 0.625);
    is(values, "accuracy_stderr", Math.sqrt(0.625 * 0.375 / 7));
    is(values, "precision_macro", 0.611111111111111);
    is(values, "recall_macro", 0.6666666666666666);
    is(values, "f1_macro", 0.6238095238095238);
    is(values, "precision_micro", 0.625);
    is(values, "recall_micro", 0.625);
    is(values, "f1_micro", 0.625);
    assertThat(values).doesNotContainKey("f1");
    int[][] confusion = {{2, 1, 1}, {1, 1, 0}, {0, 0, 2}};
    for (int wanted = 0; wanted < 3; wanted++) {
      for (int predicted = 0; predicted < 3; predicted++) {
        var name = "confusion_%d_%d".formatted(wanted, predicted);
        is(values, name, confusion[wanted][predicted]);
      }
    }
  }

  @Test
  void twoClassesAreMeasuredByTheSecond() {
    var values = sided(new ClassCounts(2, false));
    is(values, "precision", 0.4);
    is(values, "recall", 0.6666666666666666);
    is(values, "f1", 0.5);
    is(values, "minority_count", 3);
    is(values, "minority_correct", 2);
    is(values, "minority_predicted", 5);
    assertThat(values).doesNotContainKey("confusion_0_0");
  }

  @Test
  void logLossAndTopK() {
    is(classified(new LogLoss()), "loss", 0.7990218991819511, 1e-7);
    is(classified(new TopK(2)), "top_2_accuracy", 1.0);
    is(classified(new TopK(1)), "top_1_accuracy", 0.625);
  }

  @Test
  void aConstantNetworkHitsNothingInItsTopK() {
    var metric = new TopK(2);
    metric.add(new float[] {1, 1, 1}, oneHot(0, 3));
    is(values(metric), "top_2_accuracy", 0);
  }

  @Test
  void areaUnderTheCurve() {
    is(classified(new RocAuc(3)), "roc_auc", 0.826388888888889);
    is(sided(new RocAuc(2)), "roc_auc", 0.7666666666666666);
  }

  @Test
  void binnedAreaIsTheExactOneToFourDigits() {
    var random = new SplittableRandom(1);
    var metric = new RocAuc(2);
    int count = 2000;
    var scores = new float[count];
    var positive = new boolean[count];
    for (int i = 0; i < count; i++) {
      positive[i] = i % 3 == 0;
      scores[i] = (float) (random.nextDouble(-4, 4) + (positive[i] ? 1 : 0));
      metric.add(new float[] {0, scores[i]}, oneHot(positive[i] ? 1 : 0, 2));
    }
    double won = 0;
    long pairs = 0;
    for (int i = 0; i < count; i++) {
      for (int j = 0; j < count; j++) {
        if (positive[i] && !positive[j]) {
          won += scores[i] > scores[j] ? 1 : 0;
          pairs++;
        }
      }
    }
    is(values(metric), "roc_auc", won / pairs, 1e-4);
  }

  @Test
  void aClassWithoutExamplesHasNoArea() {
    var metric = new RocAuc(2);
    metric.add(new float[] {0, 1}, oneHot(1, 2));
    is(values(metric), "roc_auc", Double.NaN);
  }

  @Test
  void numbers() {
    var metric = new RegressionErrors();
    float[] targets = {3, -0.5f, 2, 7, 4.25f};
    float[] outputs = {2.5f, 0, 2, 8, 3.75f};
    for (int i = 0; i < targets.length; i++) {
      metric.add(new float[] {outputs[i]}, new float[] {targets[i]});
    }
    is(values(metric), "mae", 0.5);
    is(values(metric), "mse", 0.35);
    is(values(metric), "rmse", 0.5916079783099616);
    is(values(metric), "r2", 0.9429967426710097);
  }

  @Test
  void rankings() {
    float[] padded = {3, 2, 3, 0, 1, 2, -1}; // a document that is none, with the best score
    var first = ranked(padded, .1f, .9f, .3f, .8f, .2f, .7f, 9);
    is(first, "ndcg_at_3", 0.34839136895144596);
    is(first, "map", 0.81);
    is(first, "mrr", 1);
    var second = ranked(new float[] {0, 0, 1, 0, 2, 0}, .5f, .4f, .3f, .2f, .1f, .6f);
    is(second, "ndcg_at_3", 0);
    is(second, "map", 0.29166666666666663);
    is(second, "mrr", 0.25);
    is(second, "loss", 1);
  }

  @Test
  void equalScoresAreNoRanking() {
    is(ranked(new float[] {1, 0, 0, 0}, 5, 5, 5, 5), "mrr", 0.25);
    var hopeless = ranked(new float[] {0, 0}, 1, 2);
    is(hopeless, "queries_without_relevant", 1);
    is(hopeless, "map", Double.NaN);
  }

  @Test
  void aDivergedNetworkIsNaNInEveryRatio() {
    float[] broken = {Float.NaN, 0, 1};
    for (var metric : new Metric[] {new ClassCounts(3, true), new LogLoss(), new RocAuc(3)}) {
      metric.add(new float[] {0, 0, 1}, oneHot(2, 3));
      metric.add(broken, oneHot(0, 3));
      metric.add(new float[] {0, 1, 0}, oneHot(1, 3));
      var values = values(metric);
      values.remove("minority_count"); // a fact of the data
      assertThat(values.values()).isNotEmpty().containsOnly(Double.NaN);
    }
  }

  @Test
  void hugeLogitsLoseWhatTheyShould() {
    var metric = new LogLoss();
    metric.add(new float[] {0, 5000, -5000}, oneHot(2, 3));
    is(values(metric), "loss", 10_000);
  }

  private static Map<String, Double> classified(Metric metric) {
    for (int i = 0; i < CLASSES.length; i++) {
      metric.add(LOGITS[i], oneHot(CLASSES[i], 3));
    }
    return values(metric);
  }

  private static Map<String, Double> sided(Metric metric) {
    for (int i = 0; i < SIDES.length; i++) {
      metric.add(new float[] {0, SCORES[i]}, oneHot(SIDES[i], 2));
    }
    return values(metric);
  }

  private static Map<String, Double> ranked(float[] relevances, float... scores) {
    var metric = new RankingQuality(3);
    metric.add(scores, relevances);
    return values(metric);
  }

  private static float[] oneHot(int label, int classes) {
    var targets = new float[classes];
    targets[label] = 1;
    return targets;
  }

  private static Map<String, Double> values(Metric metric) {
    var values = new HashMap<String, Double>();
    metric.addTo(values);
    return values;
  }

  private static void is(Map<String, Double> values, String name, double expected) {
    is(values, name, expected, 1e-12);
  }

  private static void is(
      Map<String, Double> values, String name, double expected, double tolerance) {
    assertThat(values).containsKey(name);
    if (Double.isNaN(expected)) {
      assertThat(values.get(name)).isNaN();
    } else {
      assertThat(values.get(name)).as(name).isEqualTo(expected, within(tolerance));
    }
  }
}
