package dev.tuner.benchmarks.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * A program that is killed, and started again whenever it has ended, as a service manager would.
 * Its output goes on in one file.
 */
final class Program implements AutoCloseable {

  private static final int STOP_SECONDS = 30;
  private static final long RESTART_MILLIS = 500;

  private final String name;
  private final List<String> command;
  private final Map<String, String> environment;
  private final Path log;
  private final Predicate<Process> ready;
  private Process process;
  private boolean told;
  private boolean closed;

  /**
   * @param ready whether the running process does its work
   */
  Program(
      String name,
      List<String> command,
      Map<String, String> environment,
      Path log,
      Predicate<Process> ready) {
    this.name = name;
    this.command = List.copyOf(command);
    this.environment = Map.copyOf(environment);
    this.log = log;
    this.ready = ready;
  }

  String name() {
    return name;
  }

  void start() throws IOException {
    launch();
  }

  private synchronized void launch() throws IOException {
    if (closed) {
      return;
    }
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(environment);
    process = builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile())).start();
    told = false;
    var started = process;
    var keeper = new Thread(() -> launchAfter(started), name + "-keeper");
    keeper.setDaemon(true);
    keeper.start();
  }

  private void launchAfter(Process ended) {
    try {
      ended.waitFor();
      TimeUnit.MILLISECONDS.sleep(RESTART_MILLIS);
      launch();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start " + name + " again", e);
    }
  }

  /** Whether it is up; once it was, it counts as up until it ends. */
  synchronized boolean isReady() {
    told = process.isAlive() && (told || ready.test(process));
    return told;
  }

  /** {@code kill -9}. */
  synchronized void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** The processes that it started. */
  synchronized List<ProcessHandle> children() {
    return process.children().toList();
  }

  /** It and what it started stop running without ending, or go on. */
  synchronized void freeze(boolean frozen) throws IOException, InterruptedException {
    var signal = frozen ? "-STOP" : "-CONT";
    for (var child : children()) {
      signal(signal, child.pid());
    }
    signal(signal, process.pid());
  }

  /** What it started goes on after it was frozen; itself it stands still. */
  synchronized void wakeChildren() throws IOException, InterruptedException {
    for (var child : children()) {
      signal("-CONT", child.pid());
    }
  }

  private static void signal(String signal, long pid) throws IOException, InterruptedException {
    new ProcessBuilder("kill", signal, Long.toString(pid)).start().waitFor();
  }

  @Override
  public synchronized void close() {
    closed = true;
    process.destroy();
    process.onExit().completeOnTimeout(process, STOP_SECONDS, TimeUnit.SECONDS).join();
    process.destroyForcibly();
  }
}
