package dev.tuner.runner.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * How items come and become numbers, as found in the training data. It is data alone and is kept
 * with each model, so that more items can be read where the training data is not.
 *
 * @param kind in which files they come
 * @param format each item's, once read
 * @param columns of a table: its features, in order; else empty
 * @param table of a table: what its other columns are for
 * @param images of image files: the shape they are brought to
 * @param vocabulary of tokens: they are the whole numbers below it
 */
public record ItemForm(
    Kind kind,
    ItemFormat format,
    List<Column> columns,
    Optional<TableLayout> table,
    Optional<ImageLayout> images,
    Optional<Integer> vocabulary) {

  private static final int SHOWN = 8;

  /** The files that items come in. */
  public enum Kind {
    NPY,
    /** Queries of documents. */
    NPY_QUERIES,
    IDX,
    IMAGE_FILES,
    /** A row an item. */
    TABLE,
    /** A row a document. */
    TABLE_OF_DOCUMENTS
  }

  public ItemForm {
    columns = List.copyOf(columns);
  }

  /** Items that need no more than their format to be read. */
  static ItemForm of(Kind kind, ItemFormat format) {
    return new ItemForm(
        kind, format, List.of(), Optional.empty(), Optional.empty(), Optional.empty());
  }

  static ItemForm images(ItemFormat format, ImageLayout layout) {
    return new ItemForm(
        Kind.IMAGE_FILES,
        format,
        List.of(),
        Optional.empty(),
        Optional.of(layout),
        Optional.empty());
  }

  static ItemForm table(Kind kind, ItemFormat format, List<Column> columns, TableLayout layout) {
    return new ItemForm(
        kind, format, columns, Optional.of(layout), Optional.empty(), Optional.empty());
  }

  ItemForm ofTokens(int size) {
    return new ItemForm(kind, format, columns, table, images, Optional.of(size));
  }

  /** The features from {@code from} on that a column of so many different texts becomes. */
  public record Categories(int from, int width) {}

  /** Of a table: which features are those of a column of texts. */
  public List<Categories> categories() {
    var found = new ArrayList<Categories>();
    int from = 0;
    for (var column : columns) {
      if (!column.categories().isEmpty()) {
        found.add(new Categories(from, column.width()));
      }
      from += column.width();
    }
    return found;
  }

  /** What an item's values are called, in order; empty where the data has no names for them. */
  public List<String> features() {
    return columns.stream().flatMap(column -> column.features().stream()).toList();
  }

  /**
   * The items of a file or folder.
   *
   * @throws InvalidDataException if they are not of this form; says which it is
   */
  public Unlabelled read(Path path) throws IOException {
    try {
      var found = readAny(path);
      if (vocabulary.isPresent()) {
        Tokens.check(found.items(), vocabulary.get());
      }
      return found;
    } catch (InvalidDataException e) {
      throw new InvalidDataException(
          "%s. Items come in the form of the training data: %s".formatted(e.getMessage(), words()));
    }
  }

  private Unlabelled readAny(Path path) throws IOException {
    return switch (kind) {
      case NPY -> NpyFolder.items(path, format);
      case NPY_QUERIES -> Unlabelled.numberedQueries(NpyFolder.items(path, format).items());
      case IDX -> IdxFolder.unlabelled(path, format);
      case IMAGE_FILES -> ImageFolder.unlabelled(path, images.orElseThrow());
      case TABLE -> new TableFeatures(columns, table.orElseThrow()).read(path);
      case TABLE_OF_DOCUMENTS ->
          RankingTable.unlabelled(
              path,
              new TableFeatures(columns, table.orElseThrow()),
              table.orElseThrow(),
              format.shape().get(0));
    };
  }

  /** What a path must lead to. */
  private String words() {
    return switch (kind) {
      case NPY, NPY_QUERIES -> "a .npy file with items of " + format;
      case IDX -> "an IDX file, plain or with .gz, or a .npy file with images of " + format;
      case IMAGE_FILES -> "a folder with .png or .jpg files in it";
      case TABLE, TABLE_OF_DOCUMENTS -> "a CSV file with a header and the columns " + columnWords();
    };
  }

  private String columnWords() {
    var names = columns.stream().map(Column::name).limit(SHOWN).collect(Collectors.joining(", "));
    int more = columns.size() - SHOWN;
    return more > 0 ? "%s and %d more".formatted(names, more) : names;
  }
}
