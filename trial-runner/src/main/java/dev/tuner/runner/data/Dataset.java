package dev.tuner.runner.data;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Items and what is wanted of each.
 *
 * @param items the features
 * @param targets as many as there are items
 * @param form reads more items like these
 */
public record Dataset(Items items, Targets targets, Form form) {
  public Dataset {
    if (items.count() != targets.count()) {
      throw new InvalidDataException(
          "there are %d items but %d labels or targets".formatted(items.count(), targets.count()));
    }
  }

  public int count() {
    return items.count();
  }

  /**
   * How items without targets come: as the training items did.
   *
   * @param words what the path must lead to, such as "a CSV file with the columns x, y"
   */
  public record Form(String words, Unlabelled.Reader reader) {

    /**
     * The items of a file or folder.
     *
     * @throws InvalidDataException if they are not of this form; says which it is
     */
    public Unlabelled read(Path path) throws IOException {
      try {
        return reader.read(path);
      } catch (InvalidDataException e) {
        throw new InvalidDataException(
            "%s. Items come in the form of the training data: %s".formatted(e.getMessage(), words));
      }
    }
  }
}
