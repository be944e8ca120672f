package dev.tuner.runner.dl4j;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tuner.runner.trainable.InvalidTrialException;
import dev.tuner.runner.trainable.RecordedTrial;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Input that cannot be trained on ends the trial with the field, what is wrong, and the fix. */
class BadInputTest {

  private static final int IMAGES = 10; // of each class

  @TempDir private Path folder;

  @Test
  void anyTruncatedImageIsNamedWhetherItTrainsOrValidates() throws Exception {
    images();
    for (int number = 0; number < IMAGES; number++) { // two of these ten validate
      var file = folder.resolve("cats").resolve(number + ".png");
      byte[] whole = Files.readAllBytes(file);
      Files.write(file, Arrays.copyOf(whole, whole.length / 2));
      refuses(
          RecordedTrial.of(Map.of("batch_size", 4)).setting("image_size", 16),
          folder,
          "trainable.dataset cannot be used",
          "cats/" + number + ".png");
      Files.write(file, whole);
    }
  }

  static Stream<Arguments> tables() {
    return Stream.of(
        Arguments.of(
            "a class of one sample", "9,9,lonely", "class 'lonely' has only 1 example, too few"),
        Arguments.of("a missing number", ",3,a", "has NaN in feature 0; correct it"),
        Arguments.of("an infinite number", "Infinity,3,a", "has Infinity in feature 0"),
        Arguments.of("a row without a class", "1,2,", "no value in the target column 'kind'"),
        Arguments.of("a feature too large for 32 bits", "1e39,3,a", "has Infinity in feature 0"),
        Arguments.of("a row that is too short", "1,a", "has 2 values, but the header has 3"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("tables")
  void aTableIsRefusedForOneBadRow(String name, String row, String message) throws Exception {
    var lines = rows();
    lines.add(row);
    var file = Files.write(folder.resolve("data.csv"), lines);
    var trial = RecordedTrial.of(Map.of("batch_size", 4)).setting("recipe", "tabular_classifier");
    refuses(trial, file, "trainable.dataset cannot be used", message);
  }

  static Stream<Arguments> fields() {
    return Stream.of(
        Arguments.of("batch_size", 65, "must be at most the 64 training examples"),
        Arguments.of("eval_interval_steps", 0, "must be a whole number from 1"),
        Arguments.of("accumulation_steps", 0, "must be a whole number from 1"),
        Arguments.of("max_steps", 0, "must be a whole number from 1"),
        Arguments.of("loss_scale_growth_interval", 0, "must be a whole number from 1"));
  }

  @ParameterizedTest
  @MethodSource("fields")
  void aFieldIsRefusedByName(String name, int value, String message) throws Exception {
    var file = Files.write(folder.resolve("data.csv"), rows());
    var trial = RecordedTrial.of(Map.of(name, value)).setting("recipe", "tabular_classifier");
    refuses(trial, file, "config." + name, message);
  }

  static Stream<Arguments> folders() {
    return Stream.of(
        Arguments.of("one class", "labels.npy", new long[40], "have one class; two are the least"),
        Arguments.of(
            "a label beyond all", "labels.npy", labels(3, 2_000_000_000L), "label 2000000000"),
        Arguments.of("a label below 0", "labels.npy", labels(3, -1), "label 3 is -1.0"),
        Arguments.of("too few labels", "labels.npy", new long[] {0, 1}, "40 items but 2 labels"),
        Arguments.of("no labels", "other.npy", new long[40], "there is no file"),
        Arguments.of("nothing", "features.npz", new long[1], "holds no images: neither IDX files"));
  }

  private static long[] labels(int place, long value) {
    long[] labels = LongStream.range(0, 40).map(i -> i % 2).toArray();
    labels[place] = value;
    return labels;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("folders")
  void aFolderOfArraysIsRefused(String name, String file, long[] labels, String message)
      throws Exception {
    if (!name.equals("nothing")) {
      npy("features.npy", "|u1", "(40, 1, 4, 4)", new byte[640]);
    }
    var bytes = ByteBuffer.allocate(8 * labels.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asLongBuffer().put(labels);
    npy(file, "<i8", "(%d,)".formatted(labels.length), bytes.array());
    var trial = RecordedTrial.of(Map.of("batch_size", 4));
    refuses(trial, folder, "trainable.dataset cannot be used", message);
  }

  private void npy(String name, String type, String shape, byte[] values) throws IOException {
    var text = "{'descr': '%s', 'fortran_order': False, 'shape': %s, }".formatted(type, shape);
    var header = text + " ".repeat(117 - text.length()) + "\n";
    var file = ByteBuffer.allocate(128 + values.length).order(ByteOrder.LITTLE_ENDIAN);
    file.put((byte) 0x93).put("NUMPY".getBytes(StandardCharsets.US_ASCII)).put((byte) 1);
    file.put((byte) 0).putShort((short) 118).put(header.getBytes(StandardCharsets.US_ASCII));
    file.put(128, values);
    Files.write(folder.resolve(name), file.array());
  }

  static Stream<Arguments> settings() {
    return Stream.of(
        Arguments.of("unlabelled", "/no/such.csv", "there is no file /no/such.csv. Items come in"),
        Arguments.of("generated", "/no/such.csv", "cannot be used: '/no/such.csv' is neither"),
        Arguments.of("keep_predictions", "/proc/x", "must be a folder on the worker that can be"),
        Arguments.of("cache_dir", "/proc/x", "must be a folder on the worker that can be written"),
        Arguments.of("batch_size", "64", "must be a whole number from 1 to 65536 but was the text"),
        Arguments.of("learning_rate", 0.1, "is unknown; did you mean 'lr'?"),
        Arguments.of("mixup", 0.2, "is unknown to this recipe."));
  }

  @ParameterizedTest
  @MethodSource("settings")
  void aSettingIsRefusedByName(String name, Object value, String message) throws Exception {
    var file = Files.write(folder.resolve("data.csv"), rows());
    var trial = RecordedTrial.of(Map.of()).setting("recipe", "tabular_classifier");
    refuses(trial.setting(name, value), file, "trainable." + name + " ", message);
  }

  @Test
  void documentsNeedAColumnThatSaysWhichBelongTogether() throws Exception {
    var file = Files.write(folder.resolve("data.csv"), List.of("x,relevance", "1,2", "2,0"));
    var trial = RecordedTrial.of(Map.of()).setting("recipe", "ranker");
    refuses(trial, file, "'query_column' does not say which", "its columns are x, relevance");
  }

  @Test
  void aTableIsRefusedAsAWhole() throws Exception {
    var trial = RecordedTrial.of(Map.of()).setting("recipe", "tabular_regressor");
    var doubled = Files.write(folder.resolve("doubled.csv"), List.of("x,x,y", "1,2,3"));
    refuses(trial, doubled, "has two columns called 'x'");
    var plain = Files.write(folder.resolve("plain.csv.gz"), rows());
    refuses(trial, plain, "ends in .gz, but is not gzipped");
    var infinite = Files.write(folder.resolve("infinite.csv"), List.of("x,y", "1,2", "2,Infinity"));
    refuses(trial, infinite, "row 2 has target 'Infinity', which is no finite number");
  }

  private static void refuses(RecordedTrial trial, Path data, String... messages) {
    var refusal =
        assertThatThrownBy(() -> trial.setting("dataset", data.toString()).maxStep(1).train())
            .isInstanceOf(InvalidTrialException.class);
    for (var message : messages) {
      refusal.hasMessageContaining(message);
    }
  }

  /** 80 rows, of which 64 train. */
  private static List<String> rows() {
    var random = new SplittableRandom(1);
    var lines = new ArrayList<>(List.of("x,y,kind"));
    for (int i = 0; i < 80; i++) {
      lines.add(
          "%s,%s,%s".formatted(random.nextDouble(), random.nextDouble(), i % 2 == 0 ? "a" : "b"));
    }
    return lines;
  }

  private void images() throws IOException {
    var random = new SplittableRandom(1);
    for (var name : List.of("cats", "dogs")) {
      var inner = Files.createDirectory(folder.resolve(name));
      for (int i = 0; i < IMAGES; i++) {
        var image = new BufferedImage(16, 16, BufferedImage.TYPE_INT_RGB);
        for (int pixel = 0; pixel < 256; pixel++) {
          image.setRGB(pixel % 16, pixel / 16, random.nextInt());
        }
        ImageIO.write(image, "png", inner.resolve(i + ".png").toFile());
      }
    }
  }
}
