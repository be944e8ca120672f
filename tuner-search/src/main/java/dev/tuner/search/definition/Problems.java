package dev.tuner.search.definition;

import java.util.ArrayList;
import java.util.List;

/** Collects everything that is wrong with a definition, so that one answer can name it all. */
public final class Problems {
  private final List<Problem> found = new ArrayList<>();

  public void add(String pointer, String detail) {
    found.add(new Problem(pointer, detail));
  }

  public boolean isEmpty() {
    return found.isEmpty();
  }

  /** How many problems there are so far: a reader can tell whether a part added one. */
  public int size() {
    return found.size();
  }

  /** The problems in the order in which they were found. */
  public List<Problem> list() {
    return List.copyOf(found);
  }

  /**
   * @throws InvalidDefinitionException if there is any problem
   */
  public void throwIfAny() {
    if (!found.isEmpty()) {
      throw new InvalidDefinitionException(found);
    }
  }
}
