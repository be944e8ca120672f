package dev.tuner.search.space;

import dev.tuner.search.definition.Json;
import dev.tuner.search.definition.Pointers;
import dev.tuner.search.definition.Problems;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;

/** Reads the domains that are given by numbers. */
final class DomainReader {
  private final Problems problems;
  private final Map<String, Form> forms = new TreeMap<>();

  /** One domain word: reads its arguments. */
  private interface Form {
    Optional<Domain> read(List<?> arguments, String pointer);
  }

  DomainReader(Problems problems) {
    this.problems = problems;
    forms.put("uniform", this::uniform);
    forms.put("loguniform", this::logUniform);
    forms.put("randint", this::randInt);
  }

  Set<String> words() {
    return forms.keySet();
  }

  boolean knows(String word) {
    return forms.containsKey(word);
  }

  /** The domain, or empty after adding a problem. */
  Optional<Domain> read(String word, Object arguments, String pointer) {
    if (!(arguments instanceof List<?> list) || list.size() != 2) {
      return wrong(
          pointer,
          "must be [lower, upper], such as {\"%s\": [1, 10]}, but is %s"
              .formatted(word, Json.show(arguments)));
    }
    return forms.get(word).read(list, pointer);
  }

  private Optional<Domain> uniform(List<?> bounds, String pointer) {
    return bounds(bounds, pointer).map(range -> new Uniform(range[0], range[1]));
  }

  private Optional<Domain> logUniform(List<?> bounds, String pointer) {
    return bounds(bounds, pointer)
        .filter(range -> positive(range[0], pointer))
        .map(range -> new LogUniform(range[0], range[1]));
  }

  private Optional<Domain> randInt(List<?> bounds, String pointer) {
    Optional<Long> low = whole(bounds, 0, pointer);
    Optional<Long> high = whole(bounds, 1, pointer);
    if (low.isEmpty() || high.isEmpty() || !ascending(low.get(), high.get(), pointer)) {
      return Optional.empty();
    }
    if (high.get() - low.get() < 0) {
      return wrong(pointer, "spans more than 63 bits: make it smaller");
    }
    return Optional.of(new RandInt(low.get(), high.get()));
  }

  private Optional<double[]> bounds(List<?> bounds, String pointer) {
    Optional<Double> low = finite(bounds, 0, pointer);
    Optional<Double> high = finite(bounds, 1, pointer);
    return low.isPresent() && high.isPresent() && ascending(low.get(), high.get(), pointer)
        ? Optional.of(new double[] {low.get(), high.get()})
        : Optional.empty();
  }

  private boolean ascending(Number low, Number high, String pointer) {
    if (low.doubleValue() < high.doubleValue()) {
      return true;
    }
    wrong(
        pointer,
        "the lower bound %s must be below the upper bound %s; for a fixed value write just the value"
            .formatted(Json.show(low), Json.show(high)));
    return false;
  }

  private boolean positive(double low, String pointer) {
    if (low > 0) {
      return true;
    }
    wrong(
        Pointers.child(pointer, 0),
        "must be greater than 0, because its logarithm is taken, but is " + Json.show(low));
    return false;
  }

  private Optional<Double> finite(List<?> list, int index, String pointer) {
    if (list.get(index) instanceof Number number && Double.isFinite(number.doubleValue())) {
      return Optional.of(number.doubleValue());
    }
    return wrong(
        Pointers.child(pointer, index),
        "must be a finite number but is " + Json.show(list.get(index)));
  }

  private Optional<Long> whole(List<?> list, int index, String pointer) {
    OptionalLong value = Whole.of(list.get(index));
    if (value.isPresent()) {
      return Optional.of(value.getAsLong());
    }
    return wrong(
        Pointers.child(pointer, index),
        "must be a whole number but is " + Json.show(list.get(index)));
  }

  private <T> Optional<T> wrong(String pointer, String detail) {
    problems.add(pointer, detail);
    return Optional.empty();
  }
}
