package dev.tuner.e2e;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** The service as its users start it: a process of its own, with its embedded PostgreSQL. */
public final class ServiceProcess implements AutoCloseable {
  private static final Path JAR = Path.of("..", "tuner-api", "target", "tuner-api.jar");
  private static final Pattern STARTED = Pattern.compile("started on port (\\d+)");
  private static final int START_SECONDS = 300;
  private static final int STOP_SECONDS = 90;

  private final Process process;
  private final URI address;

  private ServiceProcess(Process process, URI address) {
    this.process = process;
    this.address = address;
  }

  /**
   * Starts the service on a free port and waits until it listens.
   *
   * @param options further arguments, such as {@code --tuner.lease.ttl=5s}
   */
  public static ServiceProcess start(Path dataDirectory, String... options) throws IOException {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var command = new ArrayList<>(List.of(java, "-jar", JAR.toString(), "--server.port=0"));
    command.add("--tuner.data-dir=" + dataDirectory.toAbsolutePath());
    command.addAll(List.of(options));
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    var port = new CompletableFuture<Integer>();
    var reader = new Thread(() -> readOutput(process.inputReader(), port), "service-output");
    reader.setDaemon(true);
    reader.start();
    try {
      var listening = port.orTimeout(START_SECONDS, TimeUnit.SECONDS).join();
      return new ServiceProcess(process, URI.create("http://127.0.0.1:" + listening));
    } catch (CompletionException e) {
      process.destroyForcibly();
      throw new IllegalStateException("The service did not start; its output says why", e);
    }
  }

  public URI address() {
    return address;
  }

  /** {@code kill -9}; the embedded database goes on until the next service takes it over. */
  public void kill() {
    process.destroyForcibly();
    process.onExit().completeOnTimeout(process, STOP_SECONDS, TimeUnit.SECONDS).join();
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().completeOnTimeout(process, STOP_SECONDS, TimeUnit.SECONDS).join();
    process.destroyForcibly();
  }

  /** Shows the service's output among the test's, and finds the port in it. */
  private static void readOutput(BufferedReader output, CompletableFuture<Integer> port) {
    try (output) {
      for (var line = output.readLine(); line != null; line = output.readLine()) {
        System.out.println("service | " + line);
        var started = STARTED.matcher(line);
        if (started.find()) {
          port.complete(Integer.valueOf(started.group(1)));
        }
      }
      port.completeExceptionally(new IOException("The service ended"));
    } catch (IOException e) {
      port.completeExceptionally(e);
    }
  }
}
