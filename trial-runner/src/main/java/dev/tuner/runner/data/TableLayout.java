package dev.tuner.runner.data;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the columns of a CSV file are for; all that are not named are features.
 *
 * @param target the column to predict; empty for the last one
 * @param id a column that only names the row
 * @param query of a ranking: the column that says which rows belong together
 * @param dropped columns of no use
 * @param sequenceLength of a sequence: how many items a row holds, one after the other; else 1
 */
public record TableLayout(
    Optional<String> target,
    Optional<String> id,
    Optional<String> query,
    Set<String> dropped,
    int sequenceLength) {
  public TableLayout {
    dropped = Set.copyOf(dropped);
  }

  /** A table whose last column is to be predicted from all others. */
  public static TableLayout plain() {
    return new TableLayout(Optional.empty(), Optional.empty(), Optional.empty(), Set.of(), 1);
  }

  String target(Table table) {
    var name = target.orElse(table.columns().get(table.columns().size() - 1));
    table.column(name);
    return name;
  }

  List<String> features(Table table) {
    var target = target(table);
    id.ifPresent(table::column);
    dropped.forEach(table::column);
    return table.columns().stream()
        .filter(name -> !name.equals(target))
        .filter(name -> !id.equals(Optional.of(name)) && !query.equals(Optional.of(name)))
        .filter(name -> !dropped.contains(name))
        .toList();
  }
}
