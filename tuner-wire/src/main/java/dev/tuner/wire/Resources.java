package dev.tuner.wire;

/**
 * An amount of computing resources.
 *
 * @param cpu CPU cores, at least 0; fractions allowed
 * @param gpu GPUs, at least 0; fractions allowed
 */
public record Resources(double cpu, double gpu) {}
