package dev.tuner.benchmarks.controlplane;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;

/** How long PostgreSQL itself took to start, as its log says. */
final class PostgresStart {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS");
  private static final int TIME_LENGTH = 23;

  private PostgresStart() {}

  /** Of the last start, the recovery after a crash included. */
  static Duration last(Path data) {
    try (var files = Files.list(data.resolve("postgresql/data/log"))) {
      LocalDateTime starting = null;
      var took = Duration.ZERO;
      for (var line : Files.readAllLines(files.sorted().findFirst().orElseThrow())) {
        if (line.contains("starting PostgreSQL")) {
          starting = time(line);
        } else if (starting != null && line.contains("ready to accept connections")) {
          took = Duration.between(starting, time(line));
        }
      }
      return took;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static LocalDateTime time(String line) {
    return LocalDateTime.parse(line.substring(0, TIME_LENGTH), TIME);
  }
}
