package dev.tuner.runner.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtSession;
import dev.tuner.runner.dl4j.export.Dl4jZip;
import dev.tuner.runner.dl4j.export.OnnxModel;
import dev.tuner.runner.trainable.RecordedTrial;
import dev.tuner.runner.training.TrainingCheckpoint;
import dev.tuner.runner.training.recipe.PortableModel;
import dev.tuner.runner.training.recipe.Submission;
import dev.tuner.runner.training.recipe.TrainedModel;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.factory.Nd4j;

/** Exported models answer raw items as {@code predict} does, in ONNX Runtime and in plain DL4J. */
class ModelExportTest {

  private static final OrtEnvironment RUNTIME = OrtEnvironment.getEnvironment();

  @TempDir private Path folder;

  static Stream<Arguments> images() {
    var blocks = List.of(1, 1);
    return Stream.of(
        image(Map.of("hidden_sizes", List.of(12, 9), "norm", "batch", "ema_decay", 0.9)),
        image(Map.of("hidden_sizes", List.of(12), "norm", "layer", "activation", "tanh")),
        image(Map.of("model", "cnn", "filters", 4, "dropout", 0.3)),
        image(Map.of("model", "cnn", "filters", 4, "norm", "group", "scale_features", false)),
        image(Map.of("model", "resnet", "width", 4, "blocks", blocks, "stem_stride", 2)),
        image(Map.of("model", "resnext", "width", 8, "blocks", blocks, "cardinality", 2)),
        image(Map.of("model", "resnet", "width", 4, "blocks", blocks, "norm", "layer")),
        image(Map.of("model", "densenet", "growth", 4, "blocks", List.of(2, 2))));
  }

  private static Arguments image(Map<String, Object> config) {
    return Arguments.of(config);
  }

  @ParameterizedTest
  @MethodSource("images")
  void ofImages(Map<String, Object> config) throws Exception {
    var model = train("image_classifier", "digits", config, Map.of());
    float[] pixels = numbers(5 * 64, 0, 17, true);
    byte[] bytes = new byte[pixels.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) pixels[i];
    }
    var file = NpyBytes.write(folder.resolve("new.npy"), "|u1", "(5, 1, 8, 8)", bytes);
    var wanted = predicted(model, file, true);
    compareOnnx(model, wanted, pixels, 5, 1, 8, 8);
    if (List.of("layer", "group").contains(String.valueOf(config.get("norm")))) {
      refusesDl4j(model, "'norm': '%s'".formatted(config.get("norm")));
    } else {
      compareDl4j(model, wanted, pixels, 5, 1, 8, 8);
    }
  }

  @Test
  void ofSeriesReadByLstm() throws Exception {
    var model =
        train("sequence_classifier", "waves", Map.of("layers", 2, "hidden_units", 7), Map.of());
    float[] values = numbers(4 * 32, -1, 1, false);
    var wanted = predicted(model, series(values), true);
    compareOnnx(model, wanted, values, 4, 32, 1);
    compareDl4j(model, wanted, values, 4, 1, 32); // one feature: the same order
  }

  @Test
  void ofSeriesReadByGru() throws Exception {
    var config = Map.of("model", "gru", "layers", 2, "hidden_units", 7);
    var model = train("sequence_classifier", "waves", config, Map.of());
    float[] values = numbers(4 * 32, -1, 1, false);
    compareOnnx(model, predicted(model, series(values), true), values, 4, 32, 1);
    refusesDl4j(model, "'model': 'gru'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"lstm", "gru"})
  void ofSeriesReadInBothDirections(String cell) throws Exception {
    var config =
        Map.<String, Object>of(
            "model", cell, "layers", 2, "hidden_units", 5, "bidirectional", true);
    var model = train("sequence_classifier", "waves", config, Map.of());
    float[] values = numbers(4 * 32, -1, 1, false);
    compareOnnx(model, predicted(model, series(values), true), values, 4, 32, 1);
    refusesDl4j(model, "'bidirectional': true");
  }

  @Test
  void ofATableWhoseTextsAreLearntVectors() throws Exception {
    var config = Map.<String, Object>of("categories", "embedding", "embedding_dimension", 3);
    var model = train("tabular_classifier", table(2, true), config, Map.of("missing", "mean"));
    var rows = lines("a,b,city\n3,1,Oslo\n1,0.5,Bonn\n-2,9,Rome\n");
    float[] values = {3, 1, 0, 1, 1, 0.5f, 1, 0, -2, 9, 0, 0};
    compareOnnx(model, predicted(model, rows, true), values, 3, 4);
  }

  private Path series(float[] values) throws Exception {
    return NpyBytes.write(folder.resolve("new.npy"), "<f4", "(4, 32, 1)", NpyBytes.of(values));
  }

  @Test
  void ofARegressorInTheUnitOfItsTargets() throws Exception {
    var table = table(1, false);
    var model = train("tabular_regressor", table, Map.of(), Map.of());
    var rows = lines("a,b,constant\n3,-1,5\n0,0.5,5\n-2,9,5\n");
    var wanted = predicted(model, rows, false);
    float[] values = {3, -1, 5, 0, 0.5f, 5, -2, 9, 5};
    compareOnnx(model, wanted, values, 3, 3);
    compareDl4j(model, wanted, values, 3, 3);
    assertThat(Math.abs(wanted[0][0])).isGreaterThan(100);
  }

  @Test
  void ofATableWithTextsAndMissingNumbers() throws Exception {
    var settings = Map.<String, Object>of("missing", "mean");
    var model = train("tabular_classifier", table(2, true), Map.of(), settings);
    assertThat(model.features()).containsExactly("a", "b", "city=Bonn", "city=Oslo");
    var rows = lines("a,b,city\n3,,Oslo\n,0.5,Bonn\n-2,9,Rome\n");
    float[] values = {3, Float.NaN, 0, 1, Float.NaN, 0.5f, 1, 0, -2, 9, 0, 0};
    compareOnnx(model, predicted(model, rows, true), values, 3, 4);
    refusesDl4j(model, "'missing': 'mean'");
  }

  @Test
  void ofARankerScoresOneDocumentAnother() throws Exception {
    var columns = Map.<String, Object>of("query_column", "q", "target_column", "rel");
    var model = train("ranker", ranking(), Map.of("norm", "batch", "batch_size", 4), columns);
    var wanted = predicted(model, lines("q,a,b\nx,0.1,2\nx,3,-1\ny,0,0\n"), false);
    float[] values = {0.1f, 2, 3, -1, 0, 0};
    compareOnnx(model, wanted, values, 3, 2);
    compareDl4j(model, wanted, values, 3, 2);
  }

  private PortableModel train(
      String recipe, Object data, Map<String, ?> config, Map<String, ?> settings) throws Exception {
    var all = new HashMap<String, Object>(Map.of("lr", 0.01, "eval_interval_steps", 4));
    all.putAll(config);
    var trial = RecordedTrial.of(all).setting("recipe", recipe).setting("dataset", data.toString());
    settings.forEach(trial::setting);
    trial.maxStep(1).saveTo(folder.resolve("checkpoint")).train();
    try (var model = trained()) {
      return model.portable();
    }
  }

  private TrainedModel trained() throws Exception {
    var state = TrainingCheckpoint.read(folder.resolve("checkpoint"));
    return TrainedModel.of(state, Optional.empty(), Dl4jTrainables::engine);
  }

  /** The last columns of what {@code predict} writes: probabilities, or the prediction. */
  private float[][] predicted(PortableModel portable, Path data, boolean classes) throws Exception {
    var csv = folder.resolve("submission.csv");
    try (var model = trained()) {
      new Submission(model, classes).write(data, csv);
    }
    int width = portable.network().outputs();
    return Files.readAllLines(csv).stream()
        .skip(1)
        .map(line -> line.split(","))
        .map(cells -> floats(Arrays.copyOfRange(cells, cells.length - width, cells.length)))
        .toArray(float[][]::new);
  }

  private static float[] floats(String[] cells) {
    var values = new float[cells.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = Float.parseFloat(cells[i]);
    }
    return values;
  }

  private void compareOnnx(PortableModel model, float[][] wanted, float[] items, long... shape)
      throws Exception {
    var file = folder.resolve("model.onnx");
    OnnxModel.write(model, file);
    try (var session = RUNTIME.createSession(file.toString());
        var input = OnnxTensor.createTensor(RUNTIME, FloatBuffer.wrap(items), shape);
        var answers = session.run(Map.of("input", input))) {
      var names = session.getOutputNames();
      same(flat(answers.get(names.iterator().next()).orElseThrow().getValue()), wanted, 1e-4);
      if (model.answer() instanceof PortableModel.Classes classes) {
        assertThat(session.getMetadata().getCustomMetadata().get("classes"))
            .contains(classes.names().get(0));
        assertThat(classesOf(answers)).isEqualTo(mostLikely(wanted));
      }
    }
  }

  private static long[] classesOf(OrtSession.Result answers) throws Exception {
    return (long[]) answers.get("class").orElseThrow().getValue();
  }

  private static long[] mostLikely(float[][] rows) {
    return Stream.of(rows).mapToLong(ModelExportTest::mostLikely).toArray();
  }

  private static long mostLikely(float[] row) {
    int best = 0;
    for (int i = 1; i < row.length; i++) {
      best = row[i] > row[best] ? i : best;
    }
    return best;
  }

  private void compareDl4j(PortableModel model, float[][] wanted, float[] items, long... shape)
      throws Exception {
    var file = folder.resolve("model.zip");
    Dl4jZip.write(model, file);
    var graph = ComputationGraph.load(file.toFile(), false);
    var answer = graph.outputSingle(Nd4j.createFromArray(items).reshape('c', shape));
    same(answer.dup('c').data().asFloat(), wanted, 1e-5);
  }

  private void refusesDl4j(PortableModel model, String what) {
    var file = folder.resolve("model.zip");
    assertThatThrownBy(() -> Dl4jZip.write(model, file))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("DL4J has no layer that does %s; use --format onnx".formatted(what));
    assertThat(file).doesNotExist();
  }

  private static float[] flat(Object answer) {
    if (answer instanceof float[] row) {
      return row;
    }
    var all = new ArrayList<Float>();
    for (float[] row : (float[][]) answer) {
      for (float value : row) {
        all.add(value);
      }
    }
    var values = new float[all.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = all.get(i);
    }
    return values;
  }

  private static void same(float[] found, float[][] wanted, double tolerance) {
    float[] all = flat(wanted);
    assertThat(found).hasSameSizeAs(all);
    for (int i = 0; i < all.length; i++) {
      double scale = Math.max(1, Math.abs(all[i]));
      assertThat((double) found[i]).isCloseTo(all[i], within(tolerance * scale));
    }
  }

  private static float[] numbers(int count, double from, double to, boolean whole) {
    var random = new SplittableRandom(7);
    var values = new float[count];
    for (int i = 0; i < count; i++) {
      double value = random.nextDouble(from, to);
      values[i] = (float) (whole ? Math.floor(value) : value);
    }
    return values;
  }

  private Path table(int kind, boolean classes) throws Exception {
    var random = new SplittableRandom(kind);
    var text = new StringBuilder(classes ? "a,b,city,y\n" : "a,b,constant,y\n");
    for (int i = 0; i < 80; i++) {
      double a = random.nextDouble(-3, 3);
      double b = random.nextDouble(100, 300);
      var third = classes ? (i % 2 == 0 ? "Oslo" : "Bonn") : "5";
      var target = classes ? (a > 0 ? "up" : "down") : String.valueOf(1000 + 100 * a);
      var first = classes && i % 9 == 0 ? "" : String.valueOf(a);
      text.append("%s,%s,%s,%s%n".formatted(first, b, third, target));
    }
    return Files.writeString(folder.resolve("table.csv"), text);
  }

  private Path ranking() throws Exception {
    var random = new SplittableRandom(3);
    var text = new StringBuilder("q,a,b,rel\n");
    for (int i = 0; i < 60; i++) {
      double a = random.nextDouble(-1, 1);
      text.append("%d,%s,%s,%d%n".formatted(i / 3, a, random.nextDouble(), a > 0.3 ? 2 : 0));
    }
    return Files.writeString(folder.resolve("ranking.csv"), text);
  }

  private Path lines(String text) throws Exception {
    return Files.writeString(folder.resolve("new.csv"), text);
  }
}
