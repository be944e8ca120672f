package dev.tuner.runner.data;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Items of a data set's format without targets.
 *
 * @param ids what each item is called: a file's name, its value in the id column, or its query
 * @param parts of a ranking: what the documents of each query are called; else empty
 */
public record Unlabelled(Items items, List<String> ids, List<List<String>> parts) {
  public Unlabelled {
    ids = List.copyOf(ids);
    parts = List.copyOf(parts);
  }

  /** Items that have no parts. */
  Unlabelled(Items items, List<String> ids) {
    this(items, ids, List.of());
  }

  /** Items called by their number, from 0. */
  static Unlabelled numbered(Items items) {
    return new Unlabelled(items, numbers(items.count()));
  }

  /** Queries called by their number, whose documents are called by theirs. */
  static Unlabelled numberedQueries(Items items) {
    int documents = items.format().shape().get(0);
    var parts = IntStream.range(0, items.count()).mapToObj(query -> numbers(documents)).toList();
    return new Unlabelled(items, numbers(items.count()), parts);
  }

  /** The numbers from 0 on, as texts. */
  public static List<String> numbers(int count) {
    return IntStream.range(0, count).mapToObj(Integer::toString).toList();
  }
}
