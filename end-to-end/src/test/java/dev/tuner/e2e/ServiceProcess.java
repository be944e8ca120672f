package dev.tuner.e2e;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** The service as its users start it: a process of its own, with its embedded PostgreSQL. */
public final class ServiceProcess implements AutoCloseable {
  private static final Path JAR = Path.of("..", "tuner-api", "target", "tuner-api.jar");
  private static final Pattern STARTED = Pattern.compile("started on port (\\d+)");
  private static final int START_SECONDS = 300;
  private static final int STOP_SECONDS = 90;

  private final Process process;
  private final CompletableFuture<Integer> port = new CompletableFuture<>();
  private final List<String> lines = new CopyOnWriteArrayList<>();

  private ServiceProcess(Process process) {
    this.process = process;
    var reader = new Thread(this::readOutput, "service-output");
    reader.setDaemon(true);
    reader.start();
  }

  /**
   * Starts the service on a free port and waits until it listens.
   *
   * @param options further arguments, such as {@code --tuner.lease.ttl=5s}
   */
  public static ServiceProcess start(Path dataDirectory, String... options) throws IOException {
    var service = launch(dataDirectory, options);
    try {
      service.address();
      return service;
    } catch (CompletionException e) {
      service.kill();
      throw new IllegalStateException("The service did not start; its output says why", e);
    }
  }

  /** {@link #start} without waiting. */
  public static ServiceProcess launch(Path dataDirectory, String... options) throws IOException {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var command = new ArrayList<>(List.of(java, "-jar", JAR.toString(), "--server.port=0"));
    command.add("--tuner.data-dir=" + dataDirectory.toAbsolutePath());
    command.addAll(List.of(options));
    return new ServiceProcess(new ProcessBuilder(command).redirectErrorStream(true).start());
  }

  /** Where it listens; waits until it does. */
  public URI address() {
    int listening = port.copy().orTimeout(START_SECONDS, TimeUnit.SECONDS).join();
    return URI.create("http://127.0.0.1:" + listening);
  }

  /** Whether it has ended. */
  public boolean hasEnded() {
    return !process.isAlive();
  }

  /** Asks it to end. */
  public void terminate() {
    process.destroy();
  }

  /** What it has written so far. */
  public List<String> lines() {
    return List.copyOf(lines);
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
  private void readOutput() {
    try (var output = process.inputReader()) {
      for (var line = output.readLine(); line != null; line = output.readLine()) {
        System.out.println("service | " + line);
        lines.add(line);
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
