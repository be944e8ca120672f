package dev.tuner.runner.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A CSV file with a row a document: rows with the same value in the query column belong together,
 * in the order of the file. Queries shorter than the longest one are padded.
 */
final class RankingTable {

  private RankingTable() {}

  static Dataset load(Table table, TableLayout layout) {
    var features = TableFeatures.of(table, layout);
    var groups = groups(table, layout);
    int longest = groups.values().stream().mapToInt(List::size).max().orElseThrow();
    float[][] relevances = Tables.numbers(table, layout.target(table));
    var queries = new float[groups.size()][longest];
    int next = 0;
    for (var rows : groups.values()) {
      Arrays.fill(queries[next], -1);
      for (int i = 0; i < rows.size(); i++) {
        queries[next][i] = requireRelevance(relevances[rows.get(i)][0], table, rows.get(i));
      }
      next++;
    }
    var items = items(features, table, groups, longest);
    return new Dataset(
        items,
        new Targets.Relevances(queries),
        features.form(ItemForm.Kind.TABLE_OF_DOCUMENTS, items.format()));
  }

  private static Map<String, List<Integer>> groups(Table table, TableLayout layout) {
    var column =
        layout
            .query()
            .orElseThrow(
                () ->
                    new InvalidDataException(
                        "%s holds documents, but 'query_column' does not say which belong together; its columns are %s"
                            .formatted(table.name(), String.join(", ", table.columns()))));
    var ids = table.values(table.column(column));
    var groups = new LinkedHashMap<String, List<Integer>>();
    for (int i = 0; i < ids.size(); i++) {
      groups.computeIfAbsent(ids.get(i), id -> new ArrayList<>()).add(i);
    }
    return groups;
  }

  private static Items items(
      TableFeatures features, Table table, Map<String, List<Integer>> groups, int longest) {
    float[][] rows = features.rows(table);
    int width = features.width();
    var items = new float[groups.size()][longest * width];
    int next = 0;
    for (var members : groups.values()) {
      if (members.size() > longest) {
        throw new InvalidDataException(
            "%s has a query of %d documents, but training had at most %d"
                .formatted(table.name(), members.size(), longest));
      }
      for (int i = 0; i < members.size(); i++) {
        System.arraycopy(rows[members.get(i)], 0, items[next], i * width, width);
      }
      next++;
    }
    return new FloatItems(List.of(longest, width), items);
  }

  /** The queries of another file with these columns; none may have more documents. */
  static Unlabelled unlabelled(Path file, TableFeatures features, TableLayout layout, int longest)
      throws IOException {
    var table = Table.read(file);
    var groups = groups(table, layout);
    var names =
        layout.id().isEmpty()
            ? Unlabelled.numbers(table.rows().size())
            : table.values(table.column(layout.id().get()));
    var parts =
        groups.values().stream().map(rows -> rows.stream().map(names::get).toList()).toList();
    return new Unlabelled(
        items(features, table, groups, longest), List.copyOf(groups.keySet()), parts);
  }

  private static float requireRelevance(float relevance, Table table, int row) {
    if (!(relevance >= 0 && relevance <= 30)) { // gains are 2^relevance
      throw new InvalidDataException(
          "%s: row %d has relevance %s; it must be from 0 to 30"
              .formatted(table.name(), row + 1, relevance));
    }
    return relevance;
  }
}
