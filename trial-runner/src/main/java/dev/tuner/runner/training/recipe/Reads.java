package dev.tuner.runner.training.recipe;

import java.util.List;
import java.util.Set;

/**
 * Hears of every field that is read, and with what range. Nothing listens in training; {@link
 * RecipeSchema} reads a recipe this way to find out which fields it has.
 */
interface Reads {

  /** What a field may hold. */
  sealed interface Kind {

    /** A number, or with {@code whole} a whole one, in a range that includes both ends. */
    record Range(double min, double max, boolean whole) implements Kind {}

    /** One of some words, or an object with one of them as its {@code name}. */
    record Choice(List<String> words) implements Kind {
      public Choice {
        words = List.copyOf(words);
      }
    }

    /** Any text that is not blank. */
    record Text() implements Kind {}

    /** True or false. */
    record Flag() implements Kind {}

    /** A list of such values. */
    record Many(Kind of, boolean oneAlone) implements Kind {}
  }

  /** Training: nobody listens. */
  Reads NOBODY =
      new Reads() {
        @Override
        public void field(String name, Kind kind, Object fallback) {}

        @Override
        public void section(String choice, Set<String> names) {}

        @Override
        public boolean assumes(String question) {
          return false;
        }
      };

  /**
   * A field was read.
   *
   * @param fallback what it is without the field; null if it is read only where it is given
   */
  void field(String name, Kind kind, Object fallback);

  /** A choice may be an object that holds these fields. */
  void section(String choice, Set<String> names);

  /**
   * Whether to go on as if a field that is not there were: {@code "name"}, {@code "name as text"}.
   */
  boolean assumes(String question);
}
