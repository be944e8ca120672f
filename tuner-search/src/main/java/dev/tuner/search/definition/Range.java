package dev.tuner.search.definition;

/** An interval of numbers, open or closed at either end. */
public record Range(double low, boolean lowIncluded, double high, boolean highIncluded) {

  /** From {@code low} to {@code high}, both included. */
  public static Range closed(double low, double high) {
    return new Range(low, true, high, true);
  }

  /** Greater than {@code low}. */
  public static Range above(double low) {
    return new Range(low, false, Double.POSITIVE_INFINITY, false);
  }

  /** At least {@code low}. */
  public static Range atLeast(double low) {
    return new Range(low, true, Double.POSITIVE_INFINITY, false);
  }

  /** Greater than {@code low} and at most {@code high}. */
  public static Range openClosed(double low, double high) {
    return new Range(low, false, high, true);
  }

  /** Any finite number. */
  public static Range any() {
    return new Range(Double.NEGATIVE_INFINITY, false, Double.POSITIVE_INFINITY, false);
  }

  public boolean contains(double value) {
    boolean aboveLow = lowIncluded ? value >= low : value > low;
    boolean belowHigh = highIncluded ? value <= high : value < high;
    return aboveLow && belowHigh;
  }

  /** In words, such as {@code "greater than 1 and at most 100"}. */
  @Override
  public String toString() {
    String lower = (lowIncluded ? "at least " : "greater than ") + Json.show(low);
    String upper = (highIncluded ? "at most " : "less than ") + Json.show(high);
    if (Double.isInfinite(low) && Double.isInfinite(high)) {
      return "finite";
    }
    if (Double.isInfinite(high)) {
      return lower;
    }
    return Double.isInfinite(low) ? upper : lower + " and " + upper;
  }
}
