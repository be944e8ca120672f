package dev.tuner.client;

import dev.tuner.wire.Page;
import java.util.function.Function;
import java.util.stream.Stream;

/** Walks the pages of a list. */
final class Paging {
  private Paging() {}

  /** The items of all pages; a page is asked for when the one before it is used up. */
  static <T> Stream<T> stream(Function<String, Page<T>> pageAt) {
    return Stream.iterate(
            pageAt.apply(null),
            page -> page != null,
            page -> page.nextPageToken() == null ? null : pageAt.apply(page.nextPageToken()))
        .flatMap(page -> page.items().stream());
  }
}
