package dev.tuner.client.local;

import java.nio.file.Path;
import java.util.List;

/**
 * A program to start.
 *
 * @param name how messages call it, such as {@code service}
 * @param log gets everything that the program prints; replaced at each start
 */
record Launch(String name, List<String> command, Path log) {}
