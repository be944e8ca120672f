package dev.tuner.runner.training.recipe;

import dev.tuner.runner.trainable.InvalidTrialException;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;

/** Refuses misspelt field names. */
final class Names {

  private static final String HELPER_PREFIX = "_";

  private Names() {}

  /**
   * Returns if every name is known, or a helper: a parameter that others are computed from, marked
   * by a leading underscore.
   *
   * @throws InvalidTrialException naming the first unknown name and the known one nearest to it
   */
  static void requireKnown(String path, Collection<?> names, Collection<String> known) {
    for (var name : names) {
      var text = String.valueOf(name);
      if (!known.contains(text) && !text.startsWith(HELPER_PREFIX)) {
        throw new InvalidTrialException(
            path + text,
            "is unknown; did you mean '%s'? A helper parameter begins with '_' or is listed in trainable.ignore"
                .formatted(nearest(text, known)));
      }
    }
  }

  private static String nearest(String text, Collection<String> known) {
    return known.stream()
        .sorted()
        .min(Comparator.comparingInt(name -> distance(text, name)))
        .orElseThrow();
  }

  /** The Levenshtein distance. */
  private static int distance(String left, String right) {
    var above = new int[right.length() + 1];
    Arrays.setAll(above, j -> j);
    for (int i = 1; i <= left.length(); i++) {
      var row = new int[right.length() + 1];
      row[0] = i;
      for (int j = 1; j <= right.length(); j++) {
        int replace = above[j - 1] + (left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(replace, 1 + Math.min(above[j], row[j - 1]));
      }
      above = row;
    }
    return above[right.length()];
  }
}
