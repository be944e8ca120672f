package dev.tuner.scheduler.study;

/**
 * An amount of computing resources: what a trial occupies, what a worker offers, or what it has
 * free.
 *
 * @param cpu CPU cores, at least 0; fractions allowed
 * @param gpu GPUs, at least 0; fractions allowed
 */
public record Resources(double cpu, double gpu) {
  public Resources {
    if (!(cpu >= 0) || !(gpu >= 0)) {
      throw new IllegalArgumentException(
          "resources must be >= 0 but were %s cpu, %s gpu".formatted(cpu, gpu));
    }
  }

  /** What is left of this amount after {@code used} of it is taken; never below 0. */
  public Resources minus(Resources used) {
    return new Resources(Math.max(0, cpu - used.cpu), Math.max(0, gpu - used.gpu));
  }
}
