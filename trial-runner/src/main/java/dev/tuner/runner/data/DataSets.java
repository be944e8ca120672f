package dev.tuner.runner.data;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Finds data by name or path. */
public final class DataSets {

  private DataSets() {}

  /**
   * Loads {@code digits}, or a folder of IDX files such as Fashion-MNIST's.
   *
   * @param classes the number of classes in a folder
   * @throws InvalidDataException if there is no such data, or it is damaged
   */
  public static LabelledImages load(String nameOrFolder, int classes) {
    return nameOrFolder.equals("digits")
        ? DigitsData.load()
        : IdxFolder.load(folder(nameOrFolder), classes);
  }

  private static Path folder(String name) {
    try {
      var folder = Path.of(name);
      if (Files.isDirectory(folder)) {
        return folder;
      }
    } catch (InvalidPathException e) {
      throw new InvalidDataException("'%s' is no path: %s".formatted(name, e.getMessage()));
    }
    throw new InvalidDataException(
        "'%s' is neither 'digits' nor a folder on this worker".formatted(name));
  }
}
