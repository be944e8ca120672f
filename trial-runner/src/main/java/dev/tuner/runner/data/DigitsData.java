package dev.tuner.runner.data;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** The 1,797 handwritten digits of 8×8 pixels that come with the trial-runner. */
final class DigitsData {

  private static final String RESOURCE = "/data/digits/digits.csv.gz";
  private static final ItemFormat FORMAT = new ItemFormat(ItemFormat.Type.BYTE, List.of(1, 8, 8));
  private static final int CLASSES = 10;

  private DigitsData() {}

  static Dataset load() throws IOException {
    try (var file = DigitsData.class.getResourceAsStream(RESOURCE);
        var text = new InputStreamReader(new GZIPInputStream(file), StandardCharsets.US_ASCII);
        var lines = new BufferedReader(text)) {
      var rows = lines.lines().map(line -> line.split(",", -1)).toList();
      int size = FORMAT.bytes();
      var pixels = new byte[rows.size() * size];
      var labels = new int[rows.size()];
      for (int i = 0; i < labels.length; i++) {
        var row = rows.get(i);
        for (int j = 0; j < size; j++) {
          pixels[i * size + j] = Byte.parseByte(row[j]);
        }
        labels[i] = Integer.parseInt(row[size]);
      }
      var items = new ByteItems(FORMAT, pixels);
      return new Dataset(
          items, Targets.Classes.numbered(labels, CLASSES), ItemForm.of(ItemForm.Kind.NPY, FORMAT));
    }
  }
}
