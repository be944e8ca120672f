package dev.tuner.scheduler.study;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a GPU can do, such as 8.6; the higher the more.
 *
 * @see <a href="https://developer.nvidia.com/cuda-gpus">NVIDIA's list</a>
 */
public record ComputeCapability(int major, int minor) implements Comparable<ComputeCapability> {
  private static final Pattern FORM = Pattern.compile("(\\d{1,3})\\.(\\d{1,3})");

  /** Reads {@code "8.6"}; empty when the text is none. */
  public static Optional<ComputeCapability> parse(String text) {
    var parts = FORM.matcher(text.strip());
    return parts.matches()
        ? Optional.of(
            new ComputeCapability(
                Integer.parseInt(parts.group(1)), Integer.parseInt(parts.group(2))))
        : Optional.empty();
  }

  @Override
  public int compareTo(ComputeCapability other) {
    return Comparator.comparingInt(ComputeCapability::major)
        .thenComparingInt(ComputeCapability::minor)
        .compare(this, other);
  }

  @Override
  public String toString() {
    return major + "." + minor;
  }
}
