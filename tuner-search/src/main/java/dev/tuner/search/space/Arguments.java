package dev.tuner.search.space;

import dev.tuner.search.definition.Json;
import dev.tuner.search.definition.Pointers;
import dev.tuner.search.definition.Problems;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The arguments of one domain; what cannot be used becomes a problem. */
record Arguments(List<?> list, String pointer, Problems problems) {
  /** A double tells whole numbers apart up to here. */
  private static final long MOST_LEVELS = 1L << 53;

  /** Whole numbers from {@code low} to {@code high}. */
  record WholeRange(long low, long high) {}

  Optional<Real> range(Scale scale) {
    Optional<Double> low = finite(0);
    Optional<Double> high = finite(1);
    return low.isPresent() && high.isPresent() && ascending(low.get(), high.get(), scale)
        ? Optional.of(new Real(low.get(), high.get(), scale))
        : Optional.empty();
  }

  Optional<WholeRange> wholeRange(Scale scale) {
    Optional<Long> low = whole(0);
    Optional<Long> high = whole(1);
    if (low.isEmpty() || high.isEmpty() || !ascending(low.get(), high.get(), scale)) {
      return Optional.empty();
    }
    long span = high.get() - low.get();
    return span > 0 && span <= MOST_LEVELS
        ? Optional.of(new WholeRange(low.get(), high.get()))
        : wrong(pointer, "spans more than 2^53 whole numbers: make it smaller");
  }

  /** The step between values at an index. */
  Optional<Step> step(int index, boolean wholeNumber) {
    Optional<Double> size = wholeNumber ? whole(index).map(Long::doubleValue) : finite(index);
    return size.isEmpty() || size.get() > 0
        ? size.map(s -> new Step(s, wholeNumber))
        : wrong(
            Pointers.child(pointer, index),
            "the step must be greater than 0 but is " + Json.show(size.get()));
  }

  boolean areMultiples(Real range, Step step) {
    if (step.divides(range.low()) && step.divides(range.high())) {
      return true;
    }
    wrong(
        pointer,
        "the bounds %s and %s must be multiples of the step %s"
            .formatted(Json.show(range.low()), Json.show(range.high()), Json.show(step.size())));
    return false;
  }

  /** Mean and deviation, by default 0 and 1. */
  Optional<Gaussian> gaussian() {
    Optional<Double> mean = list.isEmpty() ? Optional.of(0.0) : finite(0);
    Optional<Double> deviation = list.size() < 2 ? Optional.of(1.0) : finite(1);
    if (mean.isEmpty() || deviation.isEmpty()) {
      return Optional.empty();
    }
    return deviation.get() > 0
        ? Optional.of(new Gaussian(mean.get(), deviation.get()))
        : wrong(
            Pointers.child(pointer, 1),
            "the deviation must be greater than 0 but is " + Json.show(deviation.get()));
  }

  Optional<Domain> ordered() {
    return Optional.of(new Ordered(Json.list(list)));
  }

  private boolean ascending(Number low, Number high, Scale scale) {
    if (!(low.doubleValue() < high.doubleValue())) {
      wrong(
          pointer,
          "the lower bound %s must be below the upper bound %s; for a fixed value write just it"
              .formatted(Json.show(low), Json.show(high)));
      return false;
    }
    if (scale == Scale.LOG && low.doubleValue() <= 0) {
      wrong(
          Pointers.child(pointer, 0),
          "must be greater than 0, because its logarithm is taken, but is " + Json.show(low));
      return false;
    }
    return true;
  }

  private Optional<Double> finite(int index) {
    if (list.get(index) instanceof Number number && Double.isFinite(number.doubleValue())) {
      return Optional.of(number.doubleValue());
    }
    return wrong(
        Pointers.child(pointer, index),
        "must be a finite number but is " + Json.show(list.get(index)));
  }

  private Optional<Long> whole(int index) {
    OptionalLong value = Whole.of(list.get(index));
    return value.isPresent()
        ? Optional.of(value.getAsLong())
        : wrong(
            Pointers.child(pointer, index),
            "must be a whole number but is " + Json.show(list.get(index)));
  }

  private <T> Optional<T> wrong(String place, String detail) {
    problems.add(place, detail);
    return Optional.empty();
  }
}
