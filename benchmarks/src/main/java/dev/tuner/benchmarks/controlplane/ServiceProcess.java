package dev.tuner.benchmarks.controlplane;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The service as its users start it, with a limited heap and its embedded PostgreSQL, or with the
 * PostgreSQL of another one.
 */
final class ServiceProcess implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final int HEAP_MEGABYTES = 512;

  private final Process process;
  private final URI address;
  private final Duration readyAfter;

  private ServiceProcess(Process process, URI address, Duration readyAfter) {
    this.process = process;
    this.address = address;
    this.readyAfter = readyAfter;
  }

  /** Starts the service with its data in a directory, and waits until it is ready. */
  static ServiceProcess start(Path jar, Path data) {
    return start(jar, data, Optional.empty());
  }

  /**
   * @param database the PostgreSQL of another service; empty: its own
   */
  static ServiceProcess start(Path jar, Path data, Optional<Database> database) {
    try {
      Files.createDirectories(data);
      var start = System.nanoTime();
      var port = freePort();
      var log = Files.createTempFile(data, "service-", ".log").toFile();
      var builder =
          new ProcessBuilder(command(jar, data, port, database)).redirectErrorStream(true);
      var process = builder.redirectOutput(log).start();
      var address = URI.create("http://127.0.0.1:" + port);
      awaitReady(process, address, start, log.toPath());
      return new ServiceProcess(process, address, Duration.ofNanos(System.nanoTime() - start));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> command(Path jar, Path data, int port, Optional<Database> database) {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var command = new ArrayList<>(List.of(java, "-Xmx" + HEAP_MEGABYTES + "m"));
    Optional.ofNullable(System.getProperty("service.jvm"))
        .ifPresent(flags -> command.addAll(List.of(flags.split(" "))));
    command.addAll(List.of("-jar", jar.toString(), "--server.port=" + port));
    command.add("--tuner.data-dir=" + data.toAbsolutePath());
    database.ifPresent(
        other ->
            command.addAll(
                List.of(
                    "--spring.datasource.url=" + other.url(),
                    "--spring.datasource.username=" + other.user(),
                    "--spring.datasource.password=" + other.password())));
    return command;
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static void awaitReady(Process process, URI address, long start, Path log) {
    while (!isReady(address)) {
      if (!process.isAlive() || System.nanoTime() - start > PATIENCE.toNanos()) {
        process.destroyForcibly();
        throw new IllegalStateException("The service did not start; its log is " + log);
      }
      Pause.millis(20);
    }
  }

  private static boolean isReady(URI address) {
    try (var connection = new Connection(address)) {
      return connection.get("/actuator/health/readiness").status() == 200;
    } catch (UncheckedIOException e) {
      if (e.getCause() instanceof ConnectException) {
        return false;
      }
      throw e;
    }
  }

  ProcessHandle process() {
    return process.toHandle();
  }

  URI address() {
    return address;
  }

  /** From the start of the process to the first answer that it is ready. */
  Duration readyAfter() {
    return readyAfter;
  }

  /** Megabytes of heap in use after the last full collection, which this asks for. */
  double liveHeap() {
    collect();
    try (var connection = new Connection(address)) {
      return connection
              .get("/actuator/prometheus")
              .body()
              .lines()
              .filter(line -> line.startsWith("jvm_memory_used_bytes{area=\"heap\""))
              .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
              .sum()
          / 1e6;
    }
  }

  private void collect() {
    try {
      var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
      new ProcessBuilder(jcmd, String.valueOf(process.pid()), "GC.run")
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** As a crash would end it; its PostgreSQL lives on. */
  void kill() {
    process.destroyForcibly().onExit().join();
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().completeOnTimeout(process, 60, TimeUnit.SECONDS).join();
    process.destroyForcibly();
  }
}
