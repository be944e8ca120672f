package dev.tuner.client.local;

import dev.tuner.client.WireJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The service that runs on the data of a home directory, as written into {@code
 * .tuner/running.json} by the command that started it.
 *
 * @param address where it answers
 * @param service its process id
 * @param workers the process ids of its local workers
 */
public record RunningStack(URI address, long service, List<Long> workers) {

  /** The one that runs now. */
  public static Optional<RunningStack> find(Path home) {
    try {
      var file = file(home);
      return Files.exists(file)
          ? Optional.of(WireJson.read(Files.readString(file), RunningStack.class))
              .filter(RunningStack::isAlive)
          : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends workers and service, in this order, and kills what does not end in time. */
  public void stop(Path home, Duration grace) throws InterruptedException {
    var runners = workers.stream().flatMap(pid -> java(pid).stream()).toList();
    runners.forEach(ProcessHandle::destroy);
    for (var runner : runners) {
      awaitEnd(runner, grace);
    }
    for (var process : java(service).stream().toList()) {
      process.destroy();
      awaitEnd(process, grace);
    }
    forget(home);
  }

  void remember(Path home) {
    try {
      Files.createDirectories(file(home).getParent());
      Files.writeString(file(home), WireJson.text(this));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void forget(Path home) {
    try {
      Files.deleteIfExists(file(home));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean isAlive() {
    return java(service).isPresent();
  }

  /** The process, unless its number has been given to another program meanwhile. */
  private static Optional<ProcessHandle> java(long pid) {
    return ProcessHandle.of(pid)
        .filter(ProcessHandle::isAlive)
        .filter(process -> process.info().command().orElse("").endsWith("java"));
  }

  private static void awaitEnd(ProcessHandle process, Duration grace) throws InterruptedException {
    try {
      process.onExit().get(grace.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    } catch (ExecutionException e) {
      throw new IllegalStateException("The end of a process cannot fail", e);
    }
  }

  private static Path file(Path home) {
    return home.resolve(".tuner").resolve("running.json");
  }
}
