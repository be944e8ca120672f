package dev.tuner.runner.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tuner.runner.trainable.RecordedTrial;
import dev.tuner.runner.training.TrainingCheckpoint;
import dev.tuner.runner.training.TrainingState;
import dev.tuner.runner.training.recipe.Submission;
import dev.tuner.runner.training.recipe.TrainedModel;
import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever holds a checkpoint can predict with it: the training data is gone in each of these. */
class PreparationTest {

  private static final int ITEMS = 40;

  @TempDir private Path folder;
  private final SplittableRandom random = new SplittableRandom(5);
  private Path data;

  @BeforeEach
  void empty() throws Exception {
    data = Files.createDirectory(folder.resolve("data"));
  }

  @Test
  void ofATableWithTextsHolesAndClasses() throws Exception {
    var text = new StringBuilder("a,city,name,kind\n");
    for (int i = 0; i < ITEMS; i++) {
      var city = i % 3 == 0 ? "Oslo" : "Bonn";
      text.append("%s,%s,n%d,%s\n".formatted(number(i), city, i, i % 2 == 0 ? "yes" : "no"));
    }
    var table = Files.writeString(data.resolve("table.csv"), text);
    var rows = Files.writeString(folder.resolve("new.csv"), "name,city,a\nx,Bonn,\ny,Rome,3.5\n");
    train(
        "tabular_classifier",
        table,
        Map.of("target_column", "kind", "id_column", "name", "missing", "mean"));
    predictsTheSameWithoutIt(table, rows);
  }

  private String number(int row) {
    return row % 5 == 0 ? "" : String.valueOf(random.nextDouble(90, 110));
  }

  @Test
  void ofNumbersInTheirOwnUnit() throws Exception {
    var text = new StringBuilder("a,b,y\n");
    for (int i = 0; i < ITEMS; i++) {
      text.append("%s,%s,%d\n".formatted(random.nextDouble(), random.nextDouble(), 1000 + i));
    }
    var table = Files.writeString(data.resolve("table.csv"), text);
    train("tabular_regressor", table, Map.of());
    predictsTheSameWithoutIt(
        table, Files.writeString(folder.resolve("new.csv"), "b,a\n.5,.1\n1,0\n"));
  }

  @Test
  void ofDocumentsOfQueries() throws Exception {
    var text = new StringBuilder("q,a,rel\n");
    for (int i = 0; i < ITEMS * 3; i++) {
      text.append("%d,%s,%d\n".formatted(i / 3, random.nextDouble(), i % 3));
    }
    var table = Files.writeString(data.resolve("table.csv"), text);
    train("ranker", table, Map.of("query_column", "q", "target_column", "rel"));
    predictsTheSameWithoutIt(
        table, Files.writeString(folder.resolve("new.csv"), "q,a\n7,.5\n7,.1\n8,.2\n"));
  }

  @Test
  void ofImageFilesInFoldersOfTheirClass() throws Exception {
    for (var kind : new String[] {"cat", "dog"}) {
      images(Files.createDirectories(data.resolve(kind)), 12);
    }
    var more = Files.createDirectory(folder.resolve("new"));
    images(more, 3);
    train("image_classifier", data, Map.of("image_size", 8, "image_channels", 1));
    predictsTheSameWithoutIt(data, more);
  }

  private void images(Path to, int count) throws Exception {
    for (int i = 0; i < count; i++) {
      var image = new BufferedImage(9, 9, BufferedImage.TYPE_BYTE_GRAY);
      for (int pixel = 0; pixel < 81; pixel++) {
        image.setRGB(pixel % 9, pixel / 9, random.nextInt());
      }
      ImageIO.write(image, "png", to.resolve(i + ".png").toFile());
    }
  }

  @Test
  void ofImagesInAnIdxFile() throws Exception {
    idx(data.resolve("train-images-idx3-ubyte"), ITEMS, 256, 4, 4);
    idx(data.resolve("train-labels-idx1-ubyte"), ITEMS, 2);
    var more = idx(folder.resolve("t10k-images-idx3-ubyte"), 3, 256, 4, 4);
    train("image_classifier", data, Map.of("classes", 2));
    predictsTheSameWithoutIt(data, more);
  }

  private Path idx(Path file, int items, int values, int... sides) throws Exception {
    int all = items;
    var header = ByteBuffer.allocate(8 + 4 * sides.length).order(ByteOrder.BIG_ENDIAN);
    header.putInt(0x800 + 1 + sides.length).putInt(items);
    for (int side : sides) {
      header.putInt(side);
      all *= side;
    }
    var bytes = ByteBuffer.allocate(header.capacity() + all).put(header.array());
    while (bytes.hasRemaining()) {
      bytes.put((byte) (values == 2 ? bytes.remaining() % 2 : random.nextInt(values)));
    }
    return Files.write(file, bytes.array());
  }

  @Test
  void ofTokens() throws Exception {
    NpyBytes.write(
        data.resolve("features.npy"), "<f4", "(%d, 5, 1)".formatted(ITEMS), tokens(ITEMS * 5));
    var labels = new float[ITEMS];
    for (int i = 0; i < ITEMS; i++) {
      labels[i] = i % 2;
    }
    NpyBytes.write(
        data.resolve("labels.npy"), "<f4", "(%d,)".formatted(ITEMS), NpyBytes.of(labels));
    var more = NpyBytes.write(folder.resolve("new.npy"), "<f4", "(2, 5, 1)", tokens(10));
    train("sequence_classifier", data, Map.of("vocabulary", 9));
    predictsTheSameWithoutIt(data, more);
    var wrong = NpyBytes.of(new float[] {1, 2, 3, 4, 9});
    var file = NpyBytes.write(folder.resolve("wrong.npy"), "<f4", "(1, 5, 1)", wrong);
    assertThatThrownBy(() -> predicted(state(), Optional.empty(), file))
        .hasMessageContaining("tokens are whole numbers from 0 to 8");
  }

  private byte[] tokens(int count) {
    var values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = random.nextInt(9);
    }
    return NpyBytes.of(values);
  }

  private void train(String recipe, Path from, Map<String, ?> settings) throws Exception {
    var config = Map.of("lr", 0.01, "batch_size", 8, "eval_interval_steps", 3);
    var trial = RecordedTrial.of(config).setting("recipe", recipe);
    settings.forEach(trial::setting);
    trial
        .setting("dataset", from.toString())
        .setting("cache", "none")
        .maxStep(1)
        .saveTo(folder.resolve("checkpoint"))
        .train();
  }

  /** As with the data, and an older checkpoint says that it needs it. */
  private void predictsTheSameWithoutIt(Path from, Path items) throws Exception {
    var state = state();
    var older = state.describedBy(state.provenance(), "");
    var wanted = predicted(older, Optional.empty(), items);
    assertThat(wanted.lines().count()).isGreaterThan(2);
    var moved = folder.resolve("moved");
    Files.move(from, moved);
    assertThat(predicted(state, Optional.empty(), items)).isEqualTo(wanted);
    assertThat(predicted(older, Optional.of(moved.toString()), items)).isEqualTo(wanted);
    assertThatThrownBy(() -> predicted(older, Optional.empty(), items))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("written before that was kept")
        .hasMessageContaining(from.toString())
        .hasMessageContaining("--training-data");
  }

  private TrainingState state() throws Exception {
    return TrainingCheckpoint.read(folder.resolve("checkpoint"));
  }

  private String predicted(TrainingState state, Optional<String> trainingData, Path items)
      throws Exception {
    var csv = folder.resolve("predictions.csv");
    try (var model = TrainedModel.of(state, trainingData, Dl4jTrainables::engine)) {
      boolean classes = !state.provenance().contains("regressor");
      classes &= !state.provenance().contains("ranker");
      new Submission(model, classes).write(items, csv);
    }
    return Files.readString(csv);
  }
}
