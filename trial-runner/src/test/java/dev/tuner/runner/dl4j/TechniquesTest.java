package dev.tuner.runner.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tuner.runner.trainable.InvalidTrialException;
import dev.tuner.runner.trainable.RecordedTrial;
import dev.tuner.runner.training.DataParallelEngine;
import dev.tuner.runner.training.EngineFactory;
import dev.tuner.runner.training.Gradient;
import dev.tuner.runner.training.Precision;
import dev.tuner.runner.training.TrainingCheckpoint;
import dev.tuner.runner.training.loss.CrossEntropy;
import dev.tuner.runner.training.network.Mlp;
import dev.tuner.runner.training.recipe.Provenance;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Techniques as a study names them, by what they change in a trial on the digits. */
class TechniquesTest {

  @TempDir private Path folder;

  static Stream<Map<String, Object>> models() {
    return Stream.of(
        Map.of("name", "resnet", "width", 8, "blocks", List.of(1, 1)),
        Map.of("name", "resnet", "width", 8, "blocks", List.of(1, 1), "norm", "group"),
        Map.of("name", "resnext", "width", 16, "blocks", List.of(1, 1), "cardinality", 2),
        Map.of("name", "densenet", "growth", 4, "blocks", List.of(2, 2)),
        Map.of("name", "cnn", "filters", 4, "norm", "batch", "ghost_batch_size", 16));
  }

  @ParameterizedTest
  @MethodSource("models")
  void everyModelLearnsTheDigits(Map<String, Object> model) throws Exception {
    var reports =
        RecordedTrial.of(Map.of("model", model, "lr", 0.01, "lr_schedule", "one_cycle"))
            .maxStep(8)
            .train();
    assertThat(reports.get(7).get("val_accuracy")).isGreaterThan(0.9);
  }

  @ParameterizedTest
  @ValueSource(strings = {"fp16", "bf16"})
  void pureLowPrecisionLearnsTheDigits(String precision) throws Exception {
    var reports = RecordedTrial.of(Map.of("precision", precision, "lr", 0.003)).maxStep(5).train();
    assertThat(reports.get(4).get("val_accuracy")).isGreaterThan(0.9);
  }

  @Test
  void aResidualNetworkIsResumedToTheLastBitWithItsStatisticsAndItsAverage() throws Exception {
    var file = folder.resolve("checkpoint");
    var whole = comparable(residual().train());
    residual().saveTo(file).stopAfter(1).train();
    var resumed = comparable(residual().resumeFrom(file).train());
    assertThat(resumed).hasSize(2).isEqualTo(whole.subList(1, 3));
    var saved = TrainingCheckpoint.read(file);
    assertThat(saved.weights().statistics()).isNotEmpty();
    assertThat(saved.average()).isPresent();
    assertThat(Provenance.parse(saved.provenance()).seed()).isEqualTo(1);
  }

  private static RecordedTrial residual() {
    var model = Map.of("name", "resnet", "width", 2, "blocks", List.of(1, 1));
    return RecordedTrial.of(
            Map.of("model", model, "ema_decay", 0.9, "lr_schedule", "plateau", "lr", 0.01))
        .maxStep(3);
  }

  @Test
  void fineTuningKeepsFrozenLayersAndBeginsWhereTheOtherTrainingEnded() throws Exception {
    var first = folder.resolve("first");
    var second = folder.resolve("second");
    RecordedTrial.of(Map.of("lr", 0.003)).maxStep(5).saveTo(first).train();
    Map<String, Object> config =
        Map.of(
            "initial_weights", first.toString(), "freeze", "hidden", "new_head", true, "lr", 0.03);
    var reports = RecordedTrial.of(config).seed(5).maxStep(1).saveTo(second).train();
    float[] before = TrainingCheckpoint.read(first).weights().parameters();
    float[] after = TrainingCheckpoint.read(second).weights().parameters();
    int hidden = 64 * 128 + 128;
    assertThat(List.of(hidden, before.length)).containsExactly(hidden, after.length);
    for (int i = 0; i < hidden; i++) {
      assertThat(after[i]).isEqualTo(before[i]);
    }
    assertThat(after[hidden + 5]).isNotEqualTo(before[hidden + 5]);
    assertThat(reports.get(0).get("val_accuracy")).isGreaterThan(0.85); // one epoch of a new head
  }

  @Test
  void aBidirectionalNetworkReadsTheBeginningOfASeriesLast() throws Exception {
    var file = folder.resolve("series.csv");
    Files.write(file, seriesWhoseFirstItemDecides());
    var ahead = series(file, false).train();
    var both = series(file, true).saveTo(folder.resolve("both")).train();
    assertThat(ahead.get(3).get("val_accuracy")).isLessThan(0.8);
    assertThat(both.get(3).get("val_accuracy")).isGreaterThan(0.95);
    var saved = TrainingCheckpoint.read(folder.resolve("both"));
    assertThat(Provenance.parse(saved.provenance()).parameters())
        .contains(
            new Provenance.Tensor("recurrent1_backward.state_weight", List.of(16, 48)),
            new Provenance.Tensor("output.weight", List.of(32, 2)));
  }

  private static RecordedTrial series(Path file, boolean bidirectional) {
    var model = Map.of("name", "gru", "hidden_units", 16, "bidirectional", bidirectional);
    return RecordedTrial.of(Map.of("model", model, "lr", 0.01, "batch_size", 32))
        .setting("recipe", "sequence_classifier")
        .setting("dataset", file.toString())
        .setting("sequence_length", 60)
        .maxStep(4);
  }

  /** 300 series of 60 random numbers, whose class is the sign of the first one. */
  private static List<String> seriesWhoseFirstItemDecides() {
    var random = new SplittableRandom(1);
    var lines = new ArrayList<String>();
    var names = IntStream.range(0, 60).mapToObj(i -> "x" + i).toList();
    lines.add(String.join(",", names) + ",kind");
    for (int row = 0; row < 300; row++) {
      double[] values = random.doubles(60, -1, 1).toArray();
      var texts = DoubleStream.of(values).mapToObj(Double::toString).toList();
      lines.add(String.join(",", texts) + (values[0] > 0 ? ",up" : ",down"));
    }
    return lines;
  }

  @Test
  void theMomentumSwingsAgainstTheRateOfOneCycle() throws Exception {
    var sgd = Map.of("name", "sgd", "momentum", 0.95, "lr", 0.05);
    var schedule = Map.of("name", "one_cycle", "base_momentum", 0.8, "rise_share", 0.5);
    var cycled = RecordedTrial.of(Map.of("optimizer", sgd, "lr_schedule", schedule));
    var reports = cycled.setting("eval_interval_steps", 1).setting("max_steps", 9).train();
    var momenta = reports.stream().map(metrics -> metrics.get("momentum")).toList();
    var rates = reports.stream().map(metrics -> metrics.get("learning_rate")).toList();
    assertThat(momenta.get(0)).isEqualTo(0.95, within(1e-9));
    assertThat(momenta.get(8)).isEqualTo(0.95, within(1e-9));
    assertThat(Collections.min(momenta)).isEqualTo(0.8, within(0.01));
    assertThat(momenta.indexOf(Collections.min(momenta)))
        .isEqualTo(rates.indexOf(Collections.max(rates)));
    var steady = new HashMap<String, Object>(schedule);
    steady.put("cycle_momentum", false);
    var other = RecordedTrial.of(Map.of("optimizer", sgd, "lr_schedule", steady));
    var plain = other.setting("eval_interval_steps", 1).setting("max_steps", 9).train();
    assertThat(plain.get(8)).doesNotContainKey("momentum");
    assertThat(plain.get(1).get("train_loss")).isEqualTo(reports.get(1).get("train_loss"));
    assertThat(plain.get(8).get("train_loss")).isNotEqualTo(reports.get(8).get("train_loss"));
  }

  @Test
  void aLargerAlphaFindsMoreOfTheSecondClass() throws Exception {
    var low = focal(0.05).get(4).get("val_recall");
    var high = focal(0.95).get(4).get("val_recall");
    assertThat(high).isGreaterThan(low + 0.02);
  }

  private static List<Map<String, Double>> focal(double alpha) throws Exception {
    var loss = Map.of("name", "focal", "focal_alpha", alpha);
    return RecordedTrial.of(Map.of("loss", loss, "lr", 0.003))
        .setting("recipe", "tabular_classifier")
        .setting("dataset", "breast_cancer")
        .maxStep(5)
        .train();
  }

  @Test
  void twoReplicasTrainAsOneDoes() throws Exception {
    var network = Mlp.relu(List.of(8), 0).network(16, 3);
    var job = new EngineFactory.Job(network, new CrossEntropy(), Precision.FP32);
    var batch =
        new RandomExamples(network, 9, 4).batch(new RandomExamples(network, 9, 4).order(), 0, 9);
    try (var one = Dl4jTrainables.engine(job);
        var two = new DataParallelEngine(2, () -> Dl4jTrainables.engine(job))) {
      var weights = network.initial(new SplittableRandom(1));
      one.use(weights);
      two.use(weights);
      var wanted = Gradient.of(one);
      var found = Gradient.of(one);
      double loss = one.gradient(batch, 4, 0, wanted);
      assertThat(two.gradient(batch, 4, 0, found)).isEqualTo(loss, within(1e-6));
      assertThat(found.values()).containsExactly(wanted.values(), within(1e-5f));
    }
    var alone = RecordedTrial.of(Map.of("lr", 0.01)).maxStep(2).train();
    var shared = RecordedTrial.of(Map.of("lr", 0.01, "data_parallel", 2)).maxStep(2).train();
    assertThat(shared.get(1).get("val_loss")).isEqualTo(alone.get(1).get("val_loss"), within(1e-2));
  }

  static Stream<Arguments> badFields() {
    return Stream.of(
        Arguments.of("loss_scale", 1000, "config.loss_scale must be a power of two"),
        Arguments.of(
            "optimizer",
            Map.of("name", "sgd", "nesterov", "yes"),
            "config.optimizer.nesterov must be true or false"),
        Arguments.of("class_weights", List.of(1, 2), "one weight for each of the 10 classes"),
        Arguments.of("ghost_batch_size", 8, "config.ghost_batch_size needs norm batch"),
        Arguments.of(
            "freeze",
            "conv",
            "must be beginnings of the layers' names, [hidden1, output], but was conv"),
        Arguments.of("freeze", List.of("hidden", "output"), "must leave a layer to train"),
        Arguments.of("initial_weights", "/no/such/file", "must be a readable checkpoint"),
        Arguments.of("ema_decay", 1, "config.ema_decay"),
        Arguments.of("min_lr", 1, "config.min_lr must be a number from 0 to"),
        Arguments.of("data_parallel", 0, "config.data_parallel"),
        Arguments.of(
            "lr_schedule",
            Map.of("name", "one_cycle", "base_momentum", 0.95),
            "config.lr_schedule.base_momentum must be a number from 0 to 0.9"),
        Arguments.of(
            "loss",
            Map.of("name", "focal", "focal_alpha", 0.5),
            "is for two classes, but there are 10; use class_weights"),
        Arguments.of("loss", "hinge", "config.loss must be one of cross_entropy, focal"));
  }

  @ParameterizedTest
  @MethodSource("badFields")
  void refusesABadFieldByName(String name, Object value, String message) {
    var trial = RecordedTrial.of(Map.of(name, value));
    assertThatThrownBy(trial::train)
        .isInstanceOf(InvalidTrialException.class)
        .hasMessageContaining(message);
  }

  @Test
  void aMomentumThatIsNotThereCannotCycle() {
    var config = Map.of("optimizer", "adagrad", "lr_schedule", "one_cycle", "cycle_momentum", true);
    assertThatThrownBy(() -> RecordedTrial.of(config).train())
        .isInstanceOf(InvalidTrialException.class)
        .hasMessageContaining("config.cycle_momentum needs an optimizer with a momentum or beta1");
  }

  private static List<Map<String, Double>> comparable(List<Map<String, Double>> reports) {
    return RecordedTrial.withoutTimings(reports);
  }
}
