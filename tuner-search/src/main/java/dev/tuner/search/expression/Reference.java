package dev.tuner.search.expression;

import java.util.List;

/**
 * A parameter that an expression names.
 *
 * @param path the names after {@code config}, outermost first
 * @param column where in the expression, from 1
 */
public record Reference(List<String> path, int column) {
  public Reference {
    path = List.copyOf(path);
  }
}
