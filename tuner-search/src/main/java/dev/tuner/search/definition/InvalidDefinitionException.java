package dev.tuner.search.definition;

import java.util.List;
import java.util.stream.Collectors;

/** A definition that cannot be used. Names every problem, not just the first. */
public final class InvalidDefinitionException extends RuntimeException {
  private final transient List<Problem> problems;

  public InvalidDefinitionException(List<Problem> problems) {
    super(
        problems.stream()
            .map(problem -> problem.pointer() + ": " + problem.detail())
            .collect(Collectors.joining("; ")));
    this.problems = List.copyOf(problems);
  }

  public List<Problem> problems() {
    return problems;
  }
}
