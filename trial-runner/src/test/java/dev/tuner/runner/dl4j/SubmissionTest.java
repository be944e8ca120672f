package dev.tuner.runner.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tuner.runner.data.InvalidDataException;
import dev.tuner.runner.trainable.RecordedTrial;
import dev.tuner.runner.training.TrainingCheckpoint;
import dev.tuner.runner.training.recipe.Submission;
import dev.tuner.runner.training.recipe.TrainedModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What each recipe's model predicts, read from the CSV file it writes. */
class SubmissionTest {

  @TempDir private Path folder;
  private Path checkpoint;
  private Path csv;

  @BeforeEach
  void files() {
    checkpoint = folder.resolve("checkpoint");
    csv = folder.resolve("submission.csv");
  }

  @Test
  void ofATabularClassifierNamesClassesAndGivesProbabilities() throws Exception {
    var table = withIds("iris");
    train("tabular_classifier", table, Map.of("lr", 0.02), 30, Map.of("id_column", "flower"));
    var test = withoutLast(table);
    assertThat(predict(test, true)).isEqualTo(150);
    var rows = rows();
    assertThat(rows.get(0))
        .containsExactly(
            "flower",
            "prediction",
            "probability_setosa",
            "probability_versicolor",
            "probability_virginica");
    int right = 0;
    var wanted = Files.readAllLines(table);
    for (int i = 1; i < rows.size(); i++) {
      var row = rows.get(i);
      assertThat(row.get(0)).isEqualTo("flower-" + (i - 1));
      right += wanted.get(i).endsWith("," + row.get(1)) ? 1 : 0;
      double sum = 0;
      for (var chance : row.subList(2, 5)) {
        sum += Double.parseDouble(chance);
      }
      assertThat(sum).isBetween(0.9999, 1.0001);
    }
    assertThat(right).isGreaterThan(140);
  }

  @Test
  void ofATabularRegressorIsInTheUnitOfItsTargets() throws Exception {
    var table = resource("diabetes");
    var last = train("tabular_regressor", table, Map.of("lr", 0.003), 20, Map.of());
    predict(withoutLast(table), false);
    var wanted = Files.readAllLines(table);
    var rows = rows();
    assertThat(rows.get(0)).containsExactly("id", "prediction");
    double squares = 0;
    for (int i = 1; i < rows.size(); i++) {
      var line = wanted.get(i);
      double target = Double.parseDouble(line.substring(line.lastIndexOf(',') + 1));
      squares += Math.pow(target - Double.parseDouble(rows.get(i).get(1)), 2);
    }
    double rmse = Math.sqrt(squares / (rows.size() - 1));
    assertThat(rmse).isBetween(0.7 * last.get("val_rmse"), 1.1 * last.get("val_rmse"));
  }

  @Test
  void ofAnImageClassifierReadsTheFormItWasTrainedOn() throws Exception {
    train("image_classifier", "digits", Map.of("lr", 0.003), 3, Map.of());
    var zeros = NpyBytes.write(folder.resolve("test.npy"), "|u1", "(2, 1, 8, 8)", new byte[128]);
    assertThat(predict(zeros, false)).isEqualTo(2);
    assertThat(rows()).hasSize(3).allMatch(row -> row.size() == 2);
    var wrong = NpyBytes.write(folder.resolve("wrong.npy"), "|u1", "(2, 1, 4, 4)", new byte[32]);
    assertThatThrownBy(() -> predict(wrong, false))
        .isInstanceOf(InvalidDataException.class)
        .hasMessageContaining("holds items of 1×4×4 uint8 values, not of 1×8×8 uint8 values")
        .hasMessageContaining("a .npy file with items of 1×8×8 uint8 values");
    assertThat(rows()).hasSize(3); // the file that was there is still whole
  }

  @Test
  void ofASequenceClassifierNamesTheWave() throws Exception {
    train("sequence_classifier", "waves", Map.of("lr", 0.01, "model", "gru"), 12, Map.of());
    var values = new float[32];
    for (int i = 0; i < 32; i++) {
      values[i] = i / 8 % 2 == 0 ? 1 : -1;
    }
    predict(
        NpyBytes.write(folder.resolve("test.npy"), "<f4", "(1, 32, 1)", NpyBytes.of(values)),
        false);
    assertThat(rows().get(1)).containsExactly("0", "square");
  }

  @Test
  void ofARankerScoresEveryDocumentInItsQuery() throws Exception {
    var table = ranking();
    train(
        "ranker",
        table,
        Map.of("lr", 0.02, "batch_size", 8),
        20,
        Map.of("query_column", "q", "id_column", "doc", "target_column", "rel"));
    predict(table, false);
    var rows = rows();
    assertThat(rows.get(0)).containsExactly("doc", "q", "rel");
    assertThat(rows).hasSize(1 + 60 * 5);
    int right = 0;
    for (int i = 1; i < rows.size(); i += 5) {
      int best = i;
      for (int d = i; d < i + 5; d++) {
        assertThat(rows.get(d).get(1)).isEqualTo(rows.get(i).get(1));
        best = score(rows.get(d)) > score(rows.get(best)) ? d : best;
      }
      right += rows.get(best).get(0).endsWith("good") ? 1 : 0;
    }
    assertThat(right).isGreaterThan(50); // of 60; 12 by chance
  }

  @Test
  void refusesWhatDoesNotFitTheModel() throws Exception {
    var table = resource("diabetes");
    train("tabular_regressor", table, Map.of(), 1, Map.of());
    assertThatThrownBy(() -> predict(withoutLast(table), true))
        .hasMessageContaining("--probabilities is for classifiers");
    var missing = Files.writeString(folder.resolve("missing.csv"), "age,sex\n1,2\n");
    assertThatThrownBy(() -> predict(missing, false)).hasMessageContaining("has no column");
    var state = TrainingCheckpoint.read(checkpoint);
    var other = withoutLast(table).toString(); // one feature fewer
    assertThatThrownBy(() -> TrainedModel.of(state, Optional.of(other), Dl4jTrainables::engine))
        .hasMessageContaining("not the one of the checkpoint");
  }

  private static double score(List<String> row) {
    return Double.parseDouble(row.get(2));
  }

  private Map<String, Double> train(
      String recipe, Object data, Map<String, ?> config, int steps, Map<String, String> settings)
      throws Exception {
    var trial = RecordedTrial.of(config).setting("recipe", recipe);
    settings.forEach(trial::setting);
    var reports =
        trial.setting("dataset", data.toString()).saveTo(checkpoint).maxStep(steps).train();
    return reports.get(reports.size() - 1);
  }

  private int predict(Path data, boolean probabilities) throws IOException {
    var state = TrainingCheckpoint.read(checkpoint);
    try (var model = TrainedModel.of(state, Optional.empty(), Dl4jTrainables::engine)) {
      return new Submission(model, probabilities).write(data, csv);
    }
  }

  private List<List<String>> rows() throws IOException {
    return Files.readAllLines(csv).stream().map(line -> List.of(line.split(","))).toList();
  }

  private Path resource(String name) throws IOException {
    var file = folder.resolve(name + ".csv");
    try (var in = SubmissionTest.class.getResourceAsStream("/data/tables/" + name + ".csv")) {
      Files.copy(in, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }
    return file;
  }

  /** A shipped table with an id column before it. */
  private Path withIds(String name) throws IOException {
    var lines = Files.readAllLines(resource(name));
    var changed = new ArrayList<String>();
    changed.add("flower," + lines.get(0));
    for (int i = 1; i < lines.size(); i++) {
      changed.add("flower-%d,%s".formatted(i - 1, lines.get(i)));
    }
    return Files.write(folder.resolve("with-ids.csv"), changed);
  }

  private Path withoutLast(Path table) throws IOException {
    var lines = Files.readAllLines(table).stream();
    var cut = lines.map(line -> line.substring(0, line.lastIndexOf(','))).toList();
    return Files.write(folder.resolve("test.csv"), cut);
  }

  private Path ranking() throws IOException {
    var random = new SplittableRandom(1);
    var lines = new ArrayList<>(List.of("doc,q,a,b,rel"));
    for (int query = 0; query < 60; query++) {
      int good = random.nextInt(5);
      for (int d = 0; d < 5; d++) {
        double merit = (d == good ? 1 : 0) + 0.2 * random.nextGaussian();
        var name = "d%d-%d%s".formatted(query, d, d == good ? "good" : "");
        lines.add(
            "%s,q%d,%s,%s,%d"
                .formatted(name, query, merit, random.nextDouble(), d == good ? 2 : 0));
      }
    }
    return Files.write(folder.resolve("ranking.csv"), lines);
  }
}
