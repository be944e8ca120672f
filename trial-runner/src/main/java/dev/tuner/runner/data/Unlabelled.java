package dev.tuner.runner.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Items of a data set's format without targets.
 *
 * @param ids what each item is called: a file's name, or its value in the id column
 */
public record Unlabelled(Items items, List<String> ids) {
  public Unlabelled {
    ids = List.copyOf(ids);
  }

  /** Reads items as the data set it belongs to was read. */
  @FunctionalInterface
  public interface Reader {

    /**
     * The items of a file or folder.
     *
     * @throws InvalidDataException if they are not of the data set's form
     */
    Unlabelled read(Path path) throws IOException;
  }

  /** Items called by their number. */
  static Unlabelled numbered(Items items) {
    return new Unlabelled(
        items,
        java.util.stream.IntStream.range(0, items.count()).mapToObj(Integer::toString).toList());
  }
}
