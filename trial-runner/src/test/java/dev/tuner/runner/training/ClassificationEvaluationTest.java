package dev.tuner.runner.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tuner.runner.training.network.Weights;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClassificationEvaluationTest {

  private final SoftmaxRegression engine = new SoftmaxRegression();

  @Test
  void weightsByExamplesHoweverTheyFallIntoBatches() {
    engine.use(new Weights(new float[] {0.4f, 0.1f, -0.3f, 1, 0.2f, 0}, new float[0]));
    var whole = evaluate(50);
    assertThat(whole.get("val_accuracy")).isStrictlyBetween(0.5, 1.0);
    for (int batchSize : new int[] {1, 7, 49, 1000}) {
      var parts = evaluate(batchSize);
      assertThat(parts.get("val_accuracy")).isEqualTo(whole.get("val_accuracy"));
      assertThat(parts.get("val_loss")).isEqualTo(whole.get("val_loss"), within(1e-9));
    }
  }

  @Test
  void anUndecidedClassifierLosesTheLogarithmOfItsClasses() {
    assertThat(evaluate(16).get("val_loss")).isEqualTo(Math.log(2), within(1e-12));
  }

  @Test
  void aDivergedNetworkMeasuresNaN() {
    engine.use(new Weights(new float[] {Float.NaN, 0, 0, 0, 0, 0}, new float[0]));
    assertThat(evaluate(16)).containsEntry("val_loss", Double.NaN);
    assertThat(evaluate(16)).containsEntry("val_accuracy", Double.NaN);
  }

  private Map<String, Double> evaluate(int batchSize) {
    return new ClassificationEvaluation(new Points(50), batchSize).of(engine);
  }
}
