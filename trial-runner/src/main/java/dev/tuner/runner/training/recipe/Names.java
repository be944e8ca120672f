package dev.tuner.runner.training.recipe;

import dev.tuner.runner.trainable.InvalidTrialException;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;

/** Refuses misspelt field names. */
final class Names {

  private static final String HELPER_PREFIX = "_";

  private static final Map<String, String> ELSEWHERE =
      Map.of(
          "learning_rate", "lr",
          "epochs", "max_epochs",
          "num_epochs", "max_epochs",
          "steps", "max_steps",
          "scheduler", "lr_schedule",
          "gradient_accumulation_steps", "accumulation_steps",
          "max_grad_norm", "gradient_clip_norm",
          "loss_function", "loss",
          "criterion", "loss",
          "architecture", "model");

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
            "is unknown%s A helper parameter begins with '_' or is listed in trainable.ignore"
                .formatted(
                    meant(text, known)
                        .map("; did you mean '%s'?"::formatted)
                        .orElse(" to this recipe.")));
      }
    }
  }

  /** What other libraries call so, or else the nearest name if it is near. */
  private static Optional<String> meant(String text, Collection<String> known) {
    var elsewhere = Optional.ofNullable(ELSEWHERE.get(text)).filter(known::contains);
    return elsewhere.or(
        () ->
            known.stream()
                .sorted()
                .min(Comparator.comparingInt(name -> distance(text, name)))
                .filter(name -> distance(text, name) <= Math.max(2, text.length() / 3)));
  }

  /** Whether a text in JSON was probably meant as a number. */
  static boolean looksLikeNumber(String text) {
    return text.matches("[-+]?[0-9.]+([eE][-+]?[0-9]+)?");
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
