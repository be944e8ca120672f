package dev.tuner.client.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A program that was started here, and is ended here. */
final class ChildProcess {
  private static final int SHOWN_LINES = 20;
  private static final List<Path> SETSID =
      List.of(Path.of("/usr/bin/setsid"), Path.of("/bin/setsid"));

  private final Launch launch;
  private final Process process;

  private ChildProcess(Launch launch, Process process) {
    this.launch = launch;
    this.process = process;
  }

  static ChildProcess start(Launch launch) {
    try {
      Files.createDirectories(launch.log().getParent());
      var process =
          new ProcessBuilder(inOwnSession(launch.command()))
              .redirectErrorStream(true)
              .redirectOutput(launch.log().toFile())
              .start();
      process.getOutputStream().close();
      return new ChildProcess(launch, process);
    } catch (IOException e) {
      throw new LocalStackException(
          "The %s cannot be started: %s".formatted(launch.name(), e.getMessage()), e);
    }
  }

  long pid() {
    return process.pid();
  }

  /**
   * Checks that the program runs.
   *
   * @throws LocalStackException when it has ended; the message holds the last lines of its log
   */
  void requireAlive() {
    if (!process.isAlive()) {
      throw new LocalStackException(
          "The %s has ended with exit code %d. The last lines of %s:%n%s"
              .formatted(launch.name(), process.exitValue(), launch.log(), lastLines()));
    }
  }

  /** Asks the program to end. */
  void terminate() {
    process.destroy();
  }

  /** Waits until the program has ended; kills it and what it started when that takes too long. */
  void awaitEnd(Duration grace) {
    try {
      if (!process.waitFor(grace.toMillis(), TimeUnit.MILLISECONDS)) {
        kill();
      }
    } catch (InterruptedException e) {
      kill();
      Thread.currentThread().interrupt();
    }
  }

  private void kill() {
    var descendants = process.descendants().toList();
    process.destroyForcibly();
    descendants.forEach(ProcessHandle::destroyForcibly);
  }

  /**
   * A session of its own keeps the terminal's Ctrl-C away from the child, so that workers can give
   * back their leases while the service still answers.
   */
  private static List<String> inOwnSession(List<String> command) {
    var setsid = SETSID.stream().filter(Files::isExecutable).findFirst();
    return Stream.concat(setsid.map(Path::toString).stream(), command.stream()).toList();
  }

  private String lastLines() {
    try {
      var lines = new ArrayList<>(Files.readAllLines(launch.log()));
      var last = lines.subList(Math.max(0, lines.size() - SHOWN_LINES), lines.size());
      return String.join(System.lineSeparator(), last).indent(2);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
