package dev.tuner.search.definition;

import java.util.List;

/** The values that a field of a definition may have; its text is the range as people read it. */
public sealed interface Values {

  /** A whole number from {@code min} to {@code max}, both included. */
  record Whole(long min, long max) implements Values {
    @Override
    public String toString() {
      return "a whole number "
          + (max == Long.MAX_VALUE ? "at least " + min : "from " + min + " to " + max);
    }
  }

  /** A finite number in the range. */
  record Numbers(Range range) implements Values {
    @Override
    public String toString() {
      return range.equals(Range.any()) ? "a finite number" : "a number " + range;
    }
  }

  /** One of some words. */
  record Words(List<String> words) implements Values {
    public Words {
      words = List.copyOf(words);
    }

    @Override
    public String toString() {
      return "one of " + String.join(", ", words);
    }
  }

  /** A value of another kind, such as a list, in words. */
  record Kind(String words) implements Values {
    @Override
    public String toString() {
      return words;
    }
  }
}
