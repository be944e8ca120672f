package dev.tuner.runner.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;

/**
 * A folder with {@code features.npy} (items first) and {@code labels.npy} (whole numbers from 0) or
 * {@code targets.npy} (numbers).
 */
final class NpyFolder {

  static final String FEATURES = "features.npy";
  private static final String LABELS = "labels.npy";
  private static final String TARGETS = "targets.npy";

  private NpyFolder() {}

  static boolean isOne(Path folder) {
    return Files.isRegularFile(folder.resolve(FEATURES));
  }

  static Dataset classes(Path folder) throws IOException {
    var items = NpyFile.open(folder.resolve(FEATURES));
    var labels = labels(folder.resolve(LABELS));
    int highest = IntStream.of(labels).max().orElse(0);
    if (highest >= labels.length) {
      throw new InvalidDataException(
          "%s has label %d, but its %d labels can have no more classes than that; number the classes from 0"
              .formatted(folder.resolve(LABELS), highest, labels.length));
    }
    return dataset(items, Targets.Classes.numbered(labels, highest + 1));
  }

  static Dataset numbers(Path folder) throws IOException {
    var items = NpyFile.open(folder.resolve(FEATURES));
    return dataset(items, new Targets.Numbers(rows(folder.resolve(TARGETS))));
  }

  /** Relevances of shape (queries, documents) for features (queries, documents, features). */
  static Dataset relevances(Path folder) throws IOException {
    var items = NpyFile.open(folder.resolve(FEATURES));
    return new Dataset(
        items,
        new Targets.Relevances(rows(folder.resolve(TARGETS))),
        ItemForm.of(ItemForm.Kind.NPY_QUERIES, items.format()));
  }

  private static Dataset dataset(Items items, Targets targets) {
    return new Dataset(items, targets, ItemForm.of(ItemForm.Kind.NPY, items.format()));
  }

  /** The items of a {@code .npy} file, which must have this format. */
  static Unlabelled items(Path file, ItemFormat format) throws IOException {
    var items = NpyFile.open(file);
    if (!items.format().equals(format)) {
      items.close();
      throw new InvalidDataException(
          "%s holds items of %s, not of %s".formatted(file, items.format(), format));
    }
    return Unlabelled.numbered(items);
  }

  private static int[] labels(Path file) throws IOException {
    var rows = rows(file);
    var labels = new int[rows.length];
    for (int i = 0; i < rows.length; i++) {
      labels[i] = (int) rows[i][0];
      if (rows[i].length != 1 || labels[i] != rows[i][0] || labels[i] < 0) {
        throw new InvalidDataException(
            "%s: label %d is %s; labels are whole numbers from 0, one an item"
                .formatted(file, i, rows[i][0]));
      }
    }
    return labels;
  }

  private static float[][] rows(Path file) throws IOException {
    try (var values = NpyFile.open(file)) {
      var rows = new float[values.count()][values.format().values()];
      for (int i = 0; i < rows.length; i++) {
        values.values(i, rows[i], 0);
        for (float value : rows[i]) {
          if (!Float.isFinite(value)) {
            throw new InvalidDataException("%s: target %d is %s".formatted(file, i, value));
          }
        }
      }
      return rows;
    }
  }
}
