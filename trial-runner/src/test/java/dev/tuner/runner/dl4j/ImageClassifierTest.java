package dev.tuner.runner.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tuner.runner.trainable.InvalidTrialException;
import dev.tuner.runner.trainable.RecordedTrial;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageClassifierTest {

  private static final Map<String, Object> EVERYTHING_AT_ONCE =
      Map.of(
          "precision",
          "amp_fp16",
          "batch_size",
          60,
          "accumulation_steps",
          2,
          "eval_interval_steps",
          5, // 12 steps an epoch: evaluations fall into its middle
          "dropout",
          0.3,
          "optimizer",
          "adamw",
          "gradient_clip_norm",
          1.0,
          "lr_schedule",
          "cosine",
          "warmup_steps",
          3);

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"mlp", "cnn"})
  void mixedPrecisionReachesTheAccuracyOfFp32(String model) throws Exception {
    double fp32 = accuracy(train(model, "fp32"));
    assertThat(fp32).isGreaterThan(0.965);
    assertThat(accuracy(train(model, "amp_fp16"))).isEqualTo(fp32, within(0.015));
    assertThat(accuracy(train(model, "amp_bf16"))).isEqualTo(fp32, within(0.015));
  }

  @ParameterizedTest
  @ValueSource(strings = {"mlp", "cnn"})
  void resumedTrialsRepeatTheUninterruptedOneToTheLastBit(String model) throws Exception {
    var whole = comparable(trial(model).train());
    var file = folder.resolve("checkpoint");
    trial(model).saveTo(file).stopAfter(3).train();
    var resumed = comparable(trial(model).resumeFrom(file).train());
    assertThat(resumed).hasSize(4).isEqualTo(whole.subList(3, 7));
  }

  @Test
  void theSeedDecidesTheCurve() throws Exception {
    var curve = comparable(trial("mlp").train());
    assertThat(comparable(trial("mlp").train())).isEqualTo(curve);
    assertThat(comparable(trial("mlp").seed(2).train())).isNotEqualTo(curve);
  }

  @Test
  void reportsEveryMetricOnceAnEpochByDefault() throws Exception {
    var reports = RecordedTrial.of(Map.of("hidden_units", 16)).maxStep(2).train();
    assertThat(reports).hasSize(2);
    assertThat(reports.get(1))
        .containsEntry("epoch", 2.0)
        .containsEntry("learning_rate", 0.001)
        .containsKeys("val_accuracy", "val_loss", "train_loss", "loss_scale")
        .containsKeys("skipped_steps", "examples_per_second");
  }

  @Test
  void aDivergedTrialReportsNaN() throws Exception {
    var config = Map.of("optimizer", Map.of("name", "sgd", "lr", 1000, "weight_decay", 100));
    var reports =
        RecordedTrial.of(config).setting("hidden_sizes", List.of(16, 16)).maxStep(3).train();
    assertThat(reports.get(2))
        .containsEntry("val_loss", Double.NaN)
        .containsEntry("val_accuracy", Double.NaN)
        .containsEntry("train_loss", Double.NaN);
  }

  @Test
  void configWinsOverSettingsAndHelpersAreLeftAlone() throws Exception {
    var config = Map.of("max_epochs", 1, "_width", 3, "helper", 5, "l1", 32.0);
    var reports =
        RecordedTrial.of(config)
            .setting("max_epochs", 3)
            .setting("ignore", List.of("helper"))
            .train();
    assertThat(reports).hasSize(1);
  }

  static Stream<Arguments> badFields() {
    return Stream.of(
        Arguments.of("model", "transformer", "config.model must be one of cnn, densenet, mlp"),
        Arguments.of("model", Map.of("name", "cnn", "filter", 3), "config.model.filter is unknown"),
        Arguments.of("hidden_sizes", List.of(), "config.hidden_sizes must hold"),
        Arguments.of("hidden_sizes", List.of(32, 0), "config.hidden_sizes must be a whole number"),
        Arguments.of("hidden_units", 0, "config.hidden_units"),
        Arguments.of("layers", 17, "config.layers"),
        Arguments.of("l2", 2.5, "config.l2 must be a whole number from 1 to 16384 but was 2.5"),
        Arguments.of("dropout", 1, "config.dropout must be a number from 0 to 0.95"),
        Arguments.of("lr", 0, "config.lr"),
        Arguments.of("lr", "0.1", "config.lr must be a number"),
        Arguments.of("lr", Double.NaN, "config.lr"),
        Arguments.of("batch_size", 0, "config.batch_size"),
        Arguments.of("batch_size", 1439, "config.batch_size must be at most the 1438 training"),
        Arguments.of("accumulation_steps", 23, "config.accumulation_steps must keep"),
        Arguments.of(
            "precision",
            "fp8",
            "config.precision must be one of amp_bf16, amp_fp16, bf16, fp16, fp32"),
        Arguments.of("optimizer", "adan", "config.optimizer must be one of adagrad, adam"),
        Arguments.of("optimizer", Map.of("momentum", 0.9), "config.optimizer.name"),
        Arguments.of(
            "optimizer", Map.of("name", "sgd", "momentum", 1), "config.optimizer.momentum"),
        Arguments.of("beta2", 1, "config.beta2"),
        Arguments.of("weight_decay", -1, "config.weight_decay"),
        Arguments.of("gradient_clip_norm", 0, "config.gradient_clip_norm"),
        Arguments.of("lr_schedule", "stairs", "config.lr_schedule must be one of"),
        Arguments.of("warmup_steps", 10_000, "config.warmup_steps must be below"),
        Arguments.of("eval_interval_steps", 0, "config.eval_interval_steps"),
        Arguments.of("max_epochs", 0, "config.max_epochs"),
        Arguments.of("max_steps", 1.5, "config.max_steps"),
        Arguments.of("learning_rte", 1, "config.learning_rte is unknown"),
        Arguments.of("batchsize", 1, "did you mean 'batch_size'?"));
  }

  @ParameterizedTest
  @MethodSource("badFields")
  void refusesABadFieldByName(String name, Object value, String message) {
    var trial = RecordedTrial.of(Map.of(name, value));
    assertThatThrownBy(trial::train)
        .isInstanceOf(InvalidTrialException.class)
        .hasMessageContaining(message);
  }

  static Stream<Arguments> badSettings() {
    return Stream.of(
        Arguments.of("type", "keras", "trainable.type must be one of [dl4j"),
        Arguments.of("recipe", "rankr", "trainable.recipe"),
        Arguments.of("dataset", "/no/such/folder", "trainable.dataset cannot be used"),
        Arguments.of("dataset", 5, "trainable.dataset must be a text"),
        Arguments.of("validation_fraction", 0, "trainable.validation_fraction"),
        Arguments.of("classes", 1, "trainable.classes"),
        Arguments.of("lr", -1, "trainable.lr"),
        Arguments.of("data_set", "digits", "did you mean 'dataset'?"));
  }

  @ParameterizedTest
  @MethodSource("badSettings")
  void refusesABadSettingByName(String name, Object value, String message) {
    var trial = RecordedTrial.of(Map.of()).setting(name, value);
    assertThatThrownBy(trial::train)
        .isInstanceOf(InvalidTrialException.class)
        .hasMessageContaining(message);
  }

  private static RecordedTrial trial(String model) {
    return RecordedTrial.of(EVERYTHING_AT_ONCE)
        .setting("model", model)
        .setting("hidden_units", 24)
        .setting("filters", 4)
        .maxStep(7);
  }

  private static List<Map<String, Double>> train(String model, String precision) throws Exception {
    return RecordedTrial.of(Map.of("model", model, "precision", precision, "lr", 0.003))
        .maxStep(10)
        .train();
  }

  private static double accuracy(List<Map<String, Double>> reports) {
    return reports.stream().mapToDouble(metrics -> metrics.get("val_accuracy")).max().orElseThrow();
  }

  private static List<Map<String, Double>> comparable(List<Map<String, Double>> reports) {
    return RecordedTrial.withoutTimings(reports);
  }
}
