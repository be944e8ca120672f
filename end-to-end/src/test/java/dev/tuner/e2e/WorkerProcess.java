package dev.tuner.e2e;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A trial-runner as its users start it: a process of its own, which starts one for each trial. */
public final class WorkerProcess implements AutoCloseable {
  private static final Path JAR = Path.of("..", "trial-runner", "target", "trial-runner.jar");
  private static final int STOP_SECONDS = 60;

  private final String name;
  private final Process process;
  private final Path log;

  private WorkerProcess(String name, Process process, Path log) {
    this.name = name;
    this.process = process;
    this.log = log;
  }

  /** Starts a worker with one CPU, so that it runs one trial at a time. */
  public static WorkerProcess start(String name, URI service, Path folder) throws IOException {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var log = Files.createDirectories(folder).resolve(name + ".log");
    var command =
        new ProcessBuilder(
            java,
            "-jar",
            JAR.toString(),
            "--server=" + service,
            "--name=" + name,
            "--cpus=1",
            "--gpus=0",
            "--work-dir=" + folder.resolve(name).toAbsolutePath());
    var process = command.redirectErrorStream(true).redirectOutput(log.toFile()).start();
    return new WorkerProcess(name, process, log);
  }

  String name() {
    return name;
  }

  /** {@code kill -9}: the worker has no chance to say or save anything. */
  void kill() {
    process.destroyForcibly();
  }

  public String log() throws IOException {
    return Files.readString(log);
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().completeOnTimeout(process, STOP_SECONDS, TimeUnit.SECONDS).join();
    process.destroyForcibly();
  }
}
