package dev.tuner.search.definition;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Collectors;

/** Finds the name that somebody meant. */
public final class Names {
  private static final int LONGEST = 100;
  private static final int LISTED = 20;

  private Names() {}

  /** The names with commas between them, or the first of very many. */
  public static String list(Collection<String> names) {
    String first = names.stream().limit(LISTED).collect(Collectors.joining(", "));
    return names.size() <= LISTED
        ? first
        : "%s and %d more".formatted(first, names.size() - LISTED);
  }

  /**
   * The known name that {@code word} is most likely a misspelling of: at most a third of its
   * letters (and at least one) inserted, deleted, changed or swapped with a neighbour.
   */
  public static Optional<String> nearest(String word, Collection<String> known) {
    if (word.length() > LONGEST) {
      return Optional.empty();
    }
    return known.stream()
        .filter(name -> name.length() <= LONGEST)
        .min(Comparator.comparingInt(name -> distance(word, name)))
        .filter(name -> distance(word, name) <= Math.max(1, name.length() / 3));
  }

  /** {@code "; did you mean "lr"?"} or nothing. */
  public static String hint(String word, Collection<String> known) {
    return nearest(word, known).map(name -> "; did you mean \"" + name + "\"?").orElse("");
  }

  /** The optimal string alignment distance: edits and swaps of neighbours, ignoring case. */
  static int distance(String a, String b) {
    int[][] cost = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        cost[i][j] = i == 0 || j == 0 ? i + j : step(cost, a, b, i, j);
      }
    }
    return cost[a.length()][b.length()];
  }

  private static int step(int[][] cost, String a, String b, int i, int j) {
    int change = same(a, i, b, j) ? 0 : 1;
    int best =
        Math.min(cost[i - 1][j - 1] + change, Math.min(cost[i - 1][j] + 1, cost[i][j - 1] + 1));
    boolean swapped = i > 1 && j > 1 && same(a, i, b, j - 1) && same(a, i - 1, b, j);
    return swapped ? Math.min(best, cost[i - 2][j - 2] + 1) : best;
  }

  private static boolean same(String a, int i, String b, int j) {
    return Character.toLowerCase(a.charAt(i - 1)) == Character.toLowerCase(b.charAt(j - 1));
  }
}
