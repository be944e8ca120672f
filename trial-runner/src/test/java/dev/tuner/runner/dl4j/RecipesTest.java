package dev.tuner.runner.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tuner.runner.trainable.InvalidTrialException;
import dev.tuner.runner.trainable.RecordedTrial;
import dev.tuner.runner.training.TrainingCheckpoint;
import dev.tuner.runner.training.recipe.Provenance;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every recipe learns on its own data with its defaults, or nearly so. */
class RecipesTest {

  @TempDir private Path folder;

  /** What a trial of the recipe and its data alone reaches, and what chance would. */
  @ParameterizedTest
  @CsvSource({
    "image_classifier, digits, val_accuracy, 0.8", // by chance 0.1
    "tabular_classifier, breast_cancer, val_accuracy, 0.9", // 0.63
    "tabular_classifier, iris, val_accuracy, 0.6", // 0.33
    "tabular_regressor, diabetes, val_r2, 0.2", // 0
    "sequence_classifier, waves, val_accuracy, 0.5", // 0.33
    "ranker, queries, val_ndcg_at_10, 0.75"
  })
  void beatsChanceWithItsDefaults(String recipe, String dataset, String metric, double wanted)
      throws Exception {
    var last = last(trial(recipe, dataset, Map.of()), 10);
    assertThat(last.get(metric)).isGreaterThan(wanted);
  }

  @Test
  void tabularClassifier() throws Exception {
    var last = last(trial("tabular_classifier", "breast_cancer", Map.of("lr", 0.005)), 10);
    assertThat(last.get("val_accuracy")).isGreaterThan(0.94);
    assertThat(last.get("val_roc_auc")).isGreaterThan(0.98);
    assertThat(last).containsKeys("val_f1", "val_f1_macro", "val_minority_count");
  }

  @Test
  void tabularRegressorMeasuresInTheUnitOfItsTargets() throws Exception {
    var last = last(trial("tabular_regressor", "diabetes", Map.of("lr", 0.003)), 20);
    assertThat(last.get("val_r2")).isGreaterThan(0.3);
    assertThat(last.get("val_rmse")).isBetween(40.0, 65.0); // the deviation is 77
  }

  @Test
  void sequenceClassifier() throws Exception {
    var config = Map.of("lr", 0.01, "hidden_units", 24, "model", "gru");
    var last = last(trial("sequence_classifier", "waves", config), 12);
    assertThat(last.get("val_accuracy")).isGreaterThan(0.6); // a third by chance
  }

  @Test
  void aColumnOfTextsBecomesLearntVectors() throws Exception {
    var random = new SplittableRandom(1);
    var lines = new ArrayList<>(List.of("size,town,kind"));
    for (int i = 0; i < 600; i++) { // the class is the town's: odd or even
      int town = random.nextInt(20);
      lines.add("%s,t%d,%s".formatted(random.nextDouble(), town, town % 2 == 0 ? "a" : "b"));
    }
    var file = Files.write(folder.resolve("towns.csv"), lines).toString();
    var config = Map.of("categories", "embedding", "embedding_dimension", 2, "lr", 0.02);
    var saved = folder.resolve("saved");
    var last = last(trial("tabular_classifier", file, config).saveTo(saved), 8);
    assertThat(last.get("val_accuracy")).isGreaterThan(0.95);
    var made = Provenance.parse(TrainingCheckpoint.read(saved).provenance());
    assertThat(made.parameters())
        .contains(new Provenance.Tensor("category0.weight", List.of(20, 2)))
        .contains(new Provenance.Tensor("hidden1.weight", List.of(3, 128)));
    refuses("tabular_classifier", "iris", config, "config.categories needs a CSV file");
  }

  @Test
  void tokensGetLearntVectorsAndAreNotScaled() throws Exception {
    var random = new SplittableRandom(1);
    var lines = new ArrayList<>(List.of("w0,w1,w2,w3,w4,kind"));
    for (int i = 0; i < 400; i++) { // the class is that of the last word: odd or even
      int[] words = random.ints(5, 0, 30).toArray();
      var texts = IntStream.of(words).mapToObj(Integer::toString).toList();
      lines.add(String.join(",", texts) + (words[4] % 2 == 0 ? ",a" : ",b"));
    }
    var file = Files.write(folder.resolve("words.csv"), lines).toString();
    var config = Map.of("model", "gru", "hidden_units", 16, "lr", 0.02, "batch_size", 32);
    var words = trial("sequence_classifier", file, config).setting("sequence_length", 5);
    assertThat(last(words.setting("vocabulary", 30), 6).get("val_accuracy")).isGreaterThan(0.9);
    var few = trial("sequence_classifier", file, config).setting("sequence_length", 5);
    assertThatThrownBy(() -> few.setting("vocabulary", 20).maxStep(1).train())
        .isInstanceOf(InvalidTrialException.class)
        .hasMessageContaining("tokens are whole numbers from 0 to 19, below 'vocabulary'");
  }

  @Test
  void theItemsLeftForTheEndAreMeasuredOnRequest() throws Exception {
    var trial = trial("tabular_classifier", "breast_cancer", Map.of("lr", 0.005));
    var last = last(trial.setting("test_fraction", 0.2).setting("evaluate_test", true), 5);
    assertThat(last.get("test_accuracy")).isGreaterThan(0.9);
    assertThat(last.get("test_loss")).isNotEqualTo(last.get("val_loss"));
    var none = trial("tabular_classifier", "iris", Map.of()).setting("evaluate_test", true);
    assertThatThrownBy(() -> none.maxStep(1).train())
        .hasMessageContaining("trainable.evaluate_test needs a 'test_fraction' above 0");
  }

  @Test
  void ranker() throws Exception {
    var trial = trial("ranker", "queries", Map.of("lr", 0.01, "hidden_sizes", List.of(32)));
    var reports = trial.setting("batch_size", 16).maxStep(10).train();
    assertThat(reports.get(9).get("val_ndcg_at_10"))
        .isGreaterThan(reports.get(0).get("val_ndcg_at_10"))
        .isGreaterThan(0.8);
    assertThat(reports.get(9)).containsKeys("val_mrr", "val_map");
  }

  @Test
  void foldsValidateOnDifferentItems() throws Exception {
    var first = last(trial("tabular_classifier", "iris", Map.of("fold", 0)).setting("folds", 5), 2);
    var other = last(trial("tabular_classifier", "iris", Map.of("fold", 1)).setting("folds", 5), 2);
    assertThat(first.get("val_loss")).isNotEqualTo(other.get("val_loss"));
  }

  @Test
  void numberOfLoaderThreadsChangesNothing() throws Exception {
    var config = Map.of("flip", 0.5, "mixup", 0.3, "imbalance", "weighted_sampler");
    var none = last(trial("image_classifier", "digits", config).setting("num_workers", 0), 2);
    var three = last(trial("image_classifier", "digits", config).setting("num_workers", 3), 2);
    assertThat(three.get("val_loss")).isEqualTo(none.get("val_loss"));
    assertThat(three.get("train_loss")).isEqualTo(none.get("train_loss"));
  }

  @Test
  void aSampleIsMeasuredWithItsStandardError() throws Exception {
    var trial = trial("image_classifier", "digits", Map.of()).setting("eval_sample", 100);
    var last = last(trial, 1);
    double accuracy = last.get("val_accuracy");
    assertThat(accuracy * 100).isEqualTo(Math.rint(accuracy * 100));
    assertThat(last.get("val_accuracy_stderr"))
        .isEqualTo(Math.sqrt(accuracy * (1 - accuracy) / 99));
  }

  @Test
  void refusesWhatDoesNotFitBeforeTheFirstStep() {
    refuses("ranker", "queries", Map.of("imbalance", "smote"), "config.imbalance is unknown");
    refuses("tabular_classifier", "iris", Map.of("flip", 0.5), "config.flip is unknown");
    refuses("tabular_classifier", "iris", Map.of("fold", 1), "config.fold needs 'folds'");
    refuses("image_classifier", "digits", Map.of("mixup", -1), "config.mixup must be a number");
    refuses("tabular_regressor", "no.csv", Map.of(), "trainable.dataset cannot be used");
  }

  private static void refuses(
      String recipe, String dataset, Map<String, ?> config, String message) {
    assertThatThrownBy(() -> trial(recipe, dataset, config).maxStep(1).train())
        .isInstanceOf(InvalidTrialException.class)
        .hasMessageContaining(message);
  }

  private static RecordedTrial trial(String recipe, String dataset, Map<String, ?> config) {
    return RecordedTrial.of(config).setting("recipe", recipe).setting("dataset", dataset);
  }

  private static Map<String, Double> last(RecordedTrial trial, int steps) throws Exception {
    var reports = trial.maxStep(steps).train();
    return reports.get(reports.size() - 1);
  }
}
