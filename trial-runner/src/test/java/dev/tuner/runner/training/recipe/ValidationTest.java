package dev.tuner.runner.training.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tuner.runner.data.Augmentation;
import dev.tuner.runner.data.CachePlan;
import dev.tuner.runner.data.DataPlan;
import dev.tuner.runner.data.DataSets;
import dev.tuner.runner.data.DataView;
import dev.tuner.runner.data.Imbalance;
import dev.tuner.runner.data.PreparedData;
import dev.tuner.runner.data.Split;
import dev.tuner.runner.data.TableLayout;
import dev.tuner.runner.metric.ClassCounts;
import dev.tuner.runner.metric.LogLoss;
import dev.tuner.runner.trainable.RecordedTrial;
import dev.tuner.runner.training.Batch;
import dev.tuner.runner.training.Engine;
import dev.tuner.runner.training.Gradient;
import dev.tuner.runner.training.OutOfDeviceMemoryException;
import dev.tuner.runner.training.RandomStreams;
import dev.tuner.runner.training.network.Mlp;
import dev.tuner.runner.training.network.Network;
import dev.tuner.runner.training.network.Weights;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ValidationTest {

  private static final int CLASSES = 3;

  @Test
  void everyExampleCountsOnceHoweverTheyFallIntoBatches() throws Exception {
    var whole = measure(new FirstFeatures(1000));
    assertThat(whole.get("val_accuracy")).isStrictlyBetween(0.0, 1.0);
    for (int batchSize : new int[] {1, 7, 29, 30}) {
      var engine = new FirstFeatures(1000, new Engine.Capacity(1 << 20, batchSize));
      var parts = measure(engine);
      assertThat(engine.sizes()).contains(batchSize);
      assertThat(parts.get("val_accuracy")).isEqualTo(whole.get("val_accuracy"));
      assertThat(parts.get("val_loss")).isEqualTo(whole.get("val_loss"), within(1e-9));
    }
  }

  @Test
  void aBatchThatDoesNotFitIsHalvedForGood() throws Exception {
    var small = new FirstFeatures(8);
    assertThat(measure(small).get("val_loss"))
        .isEqualTo(measure(new FirstFeatures(1000)).get("val_loss"), within(1e-9));
    assertThat(small.sizes()).startsWith(30, 15, 8).filteredOn(size -> size > 8).hasSize(2);
  }

  @Test
  void asManyGoTogetherAsFitAndAtLeastAsManyAsInTraining() {
    int bytes =
        4 * 2 * (4 + CLASSES); // an example's features and outputs, and what they are made of
    var fits = new FirstFeatures(1000, new Engine.Capacity(4L * 20 * bytes, 100));
    assertThat(EvaluationBatch.of(fits, 8, 30).size()).isEqualTo(20);
    assertThat(EvaluationBatch.of(fits, 8, 30).reason()).contains("quarter of the free memory");
    assertThat(EvaluationBatch.of(fits, 25, 30))
        .isEqualTo(new EvaluationBatch(25, "as many as in training"));
    assertThat(EvaluationBatch.of(fits, 8, 15).size()).isEqualTo(15);
    var slow = new FirstFeatures(1000, new Engine.Capacity(1 << 20, 10));
    assertThat(EvaluationBatch.of(slow, 8, 30).size()).isEqualTo(10);
    assertThat(EvaluationBatch.of(slow, 16, 30).size()).isEqualTo(16);
  }

  private static Map<String, Double> measure(Engine engine) throws IOException {
    return new Validation(
            flowers(),
            () -> List.of(new LogLoss(), new ClassCounts(CLASSES, false)),
            outputs -> {},
            1,
            new EvaluationNotes(Fields.of(Map.of(), Map.of()), RecordedTrial.of(Map.of())))
        .of(engine);
  }

  /** 30 flowers of three kinds. */
  private static DataView flowers() throws IOException {
    var nothing = Optional.<String>empty();
    var layout = new TableLayout(nothing, nothing, nothing, Set.of(), 1);
    var dataset = DataSets.classes("iris", layout);
    var plan =
        new DataPlan(
            true,
            false,
            Imbalance.NONE,
            Augmentation.none(),
            CachePlan.none(),
            0,
            1,
            new RandomStreams(1));
    return PreparedData.of(dataset, Split.stratified(dataset.targets(), 0.2, 0, 0), plan)
        .validation();
  }

  /** Takes an example's first features for its logits. */
  private record FirstFeatures(int mostExamples, Capacity capacity, List<Integer> sizes)
      implements Engine {

    FirstFeatures(int mostExamples) {
      this(mostExamples, new Capacity(1 << 20, 1000));
    }

    FirstFeatures(int mostExamples, Capacity capacity) {
      this(mostExamples, capacity, new ArrayList<>());
    }

    @Override
    public Network network() {
      return Mlp.relu(List.of(), 0).network(4, CLASSES);
    }

    @Override
    public void use(Weights weights) {}

    @Override
    public double gradient(Batch batch, double factor, long noiseSeed, Gradient gradient) {
      throw new UnsupportedOperationException("evaluation needs no gradient");
    }

    @Override
    public float[] predict(Batch batch) {
      sizes.add(batch.size());
      if (batch.size() > mostExamples) {
        throw new OutOfDeviceMemoryException(batch.size() + " examples do not fit", null);
      }
      int width = batch.features().length / batch.size();
      var logits = new float[batch.size() * CLASSES];
      for (int row = 0; row < batch.size(); row++) {
        System.arraycopy(batch.features(), row * width, logits, row * CLASSES, CLASSES);
      }
      return logits;
    }

    @Override
    public String device() {
      return "Java";
    }

    @Override
    public void close() {}
  }
}
