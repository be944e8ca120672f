package dev.tuner.runner.dl4j;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tuner.runner.trainable.InvalidTrialException;
import dev.tuner.runner.trainable.RecordedTrial;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
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
        Arguments.of("a class of one sample", "9,9,lonely", "has 1 examples, too few"),
        Arguments.of("a missing number", ",3,a", "has NaN in feature 0; correct it"),
        Arguments.of("an infinite number", "Infinity,3,a", "has Infinity in feature 0"),
        Arguments.of("a row without a class", "1,2,", "no value in the target column 'kind'"),
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
