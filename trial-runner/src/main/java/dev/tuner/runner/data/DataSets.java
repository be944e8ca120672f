package dev.tuner.runner.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;

/** Finds data by name or path, and reads it as one kind of task needs it. */
public final class DataSets {

  private static final Map<String, String> TABLES =
      Map.of(
          "breast_cancer", "breast_cancer.csv",
          "wine", "wine.csv",
          "iris", "iris.csv",
          "diabetes", "diabetes.csv");

  private DataSets() {}

  /** Reads one form of data. */
  @FunctionalInterface
  private interface Loading {
    Dataset load() throws IOException;
  }

  /**
   * Images with a class each: {@code digits}; a folder of IDX files as MNIST and Fashion-MNIST have
   * them; a folder with a folder of PNG or JPEG files a class; or {@code features.npy} (items,
   * channels, height, width) with {@code labels.npy}.
   *
   * @param classes the number of classes in IDX files
   * @param layout the shape that PNG and JPEG files are brought to
   * @throws InvalidDataException if there is no such data, or it is damaged
   */
  public static Dataset images(String nameOrFolder, int classes, ImageLayout layout) {
    return load(
        () -> {
          if (nameOrFolder.equals("digits")) {
            return DigitsData.load();
          }
          var folder = path(nameOrFolder, "'digits'");
          if (!Files.isDirectory(folder)) {
            throw new InvalidDataException(folder + " is a file; images come in a folder");
          }
          if (NpyFolder.isOne(folder)) {
            return requireDimensions(NpyFolder.classes(folder), 3, "channels, height, width");
          }
          if (IdxFolder.isOne(folder)) {
            return IdxFolder.load(folder, classes);
          } else if (ImageFolder.isOne(folder)) {
            return ImageFolder.load(folder, layout);
          }
          throw new InvalidDataException(
              folder
                  + " holds no images: neither IDX files (train-images-idx3-ubyte, plain or with"
                  + " .gz), nor a folder of PNG or JPEG files for each class, nor features.npy");
        });
  }

  /**
   * Rows with a class each: {@code breast_cancer}, {@code wine}, {@code iris}, a CSV file, or a
   * folder with {@code features.npy} and {@code labels.npy}.
   */
  public static Dataset classes(String nameOrPath, TableLayout layout) {
    return load(
        () -> {
          if (TABLES.containsKey(nameOrPath)) {
            return Tables.classes(shipped(nameOrPath), layout);
          }
          var path = path(nameOrPath, "one of " + TABLES.keySet());
          return Files.isDirectory(path)
              ? NpyFolder.classes(path)
              : Tables.classes(Table.read(path), layout);
        });
  }

  /**
   * Rows with a number each: {@code diabetes}, a CSV file, or a folder with {@code features.npy}
   * and {@code targets.npy}.
   */
  public static Dataset numbers(String nameOrPath, TableLayout layout) {
    return load(
        () -> {
          if (TABLES.containsKey(nameOrPath)) {
            return Tables.numbers(shipped(nameOrPath), layout);
          }
          var path = path(nameOrPath, "one of " + TABLES.keySet());
          return Files.isDirectory(path)
              ? NpyFolder.numbers(path)
              : Tables.numbers(Table.read(path), layout);
        });
  }

  /**
   * Sequences with a class each: {@code waves}, which are made; a CSV file whose rows hold the
   * items one after the other; or {@code features.npy} (sequences, items, features) with {@code
   * labels.npy}.
   */
  public static Dataset sequences(String nameOrPath, TableLayout layout) {
    return load(
        () -> {
          if (nameOrPath.equals("waves")) {
            return MadeData.waves();
          }
          var path = path(nameOrPath, "'waves'");
          if (Files.isDirectory(path)) {
            return requireDimensions(NpyFolder.classes(path), 2, "items, features");
          }
          return Tables.classes(Table.read(path), layout);
        });
  }

  /** Sequences whose items are tokens, the whole numbers below {@code vocabulary}. */
  public static Dataset tokens(Dataset sequences, int vocabulary) {
    return load(() -> Tokens.checked(sequences, vocabulary));
  }

  /**
   * Queries with documents: {@code queries}, which are made; a CSV file with a row a document; or
   * {@code features.npy} (queries, documents, features) with {@code targets.npy} (queries,
   * documents; -1 for padding).
   */
  public static Dataset rankings(String nameOrPath, TableLayout layout) {
    return load(
        () -> {
          if (nameOrPath.equals("queries")) {
            return MadeData.queries();
          }
          var path = path(nameOrPath, "'queries'");
          if (Files.isDirectory(path)) {
            return requireDimensions(NpyFolder.relevances(path), 2, "documents, features");
          }
          return RankingTable.load(Table.read(path), layout);
        });
  }

  private static Dataset load(Loading loading) {
    try {
      return loading.load();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Table shipped(String name) throws IOException {
    var file = TABLES.get(name);
    try (var in = DataSets.class.getResourceAsStream("/data/tables/" + file)) {
      return Table.read(name, in);
    }
  }

  private static Dataset requireDimensions(Dataset dataset, int dimensions, String meaning) {
    var shape = dataset.items().format().shape();
    if (shape.size() != dimensions) {
      throw new InvalidDataException(
          "features.npy has items of %s, but they must have %d dimensions: %s; see numpy.reshape"
              .formatted(dataset.items().format(), dimensions, meaning));
    }
    return dataset;
  }

  private static Path path(String name, String known) {
    try {
      var path = Path.of(name);
      if (Files.exists(path)) {
        return path;
      }
    } catch (InvalidPathException e) {
      throw new InvalidDataException("'%s' is no path: %s".formatted(name, e.getMessage()));
    }
    throw new InvalidDataException(
        "'%s' is neither %s nor a file or folder on this worker".formatted(name, known));
  }
}
