package dev.tuner.runner.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

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
   * @param categories of a table: which features are those of a column of texts
   */
  public record Form(String words, List<Categories> categories, Unlabelled.Reader reader) {
    public Form {
      categories = List.copyOf(categories);
    }

    /** Without columns of texts. */
    Form(String words, Unlabelled.Reader reader) {
      this(words, List.of(), reader);
    }

    /** The features from {@code from} on that a column of so many different texts becomes. */
    public record Categories(int from, int width) {}

    /** What an item's values are called, in order; empty where the data has no names for them. */
    public List<String> features() {
      return reader.features();
    }

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
