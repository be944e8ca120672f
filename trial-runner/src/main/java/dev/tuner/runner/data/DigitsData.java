package dev.tuner.runner.data;

import dev.tuner.runner.training.ImageShape;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;

/** The 1,797 handwritten digits of 8×8 pixels that come with the trial-runner. */
final class DigitsData {

  private static final String RESOURCE = "/data/digits/digits.csv.gz";
  private static final ImageShape SHAPE = new ImageShape(1, 8, 8);
  private static final int CLASSES = 10;

  private DigitsData() {}

  static LabelledImages load() {
    try (var file = DigitsData.class.getResourceAsStream(RESOURCE);
        var text = new InputStreamReader(new GZIPInputStream(file), StandardCharsets.US_ASCII);
        var lines = new BufferedReader(text)) {
      var rows = lines.lines().map(line -> line.split(",", -1)).toList();
      var pixels = new byte[rows.size() * SHAPE.pixels()];
      var labels = new int[rows.size()];
      for (int i = 0; i < labels.length; i++) {
        var row = rows.get(i);
        for (int j = 0; j < SHAPE.pixels(); j++) {
          pixels[i * SHAPE.pixels() + j] = Byte.parseByte(row[j]);
        }
        labels[i] = Integer.parseInt(row[SHAPE.pixels()]);
      }
      return new LabelledImages(SHAPE, CLASSES, pixels, labels);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
