package dev.tuner.benchmarks.faults;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A program that is killed and started again. Its output goes on in one file. */
final class Program implements AutoCloseable {

  private static final int STOP_SECONDS = 30;

  private final String name;
  private final List<String> command;
  private final Map<String, String> environment;
  private final Path log;
  private final Predicate<Process> ready;
  private Process process;
  private boolean told;

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

  synchronized void start() throws IOException {
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(environment);
    process = builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile())).start();
    told = false;
  }

  /** Whether it is up; once it was, it counts as up until it ends. */
  synchronized boolean isReady() {
    told = process.isAlive() && (told || ready.test(process));
    return told;
  }

  /** {@code kill -9}, and the next start. */
  synchronized void killAndRestart() throws IOException, InterruptedException {
    process.destroyForcibly().waitFor();
    start();
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

  private static void signal(String signal, long pid) throws IOException, InterruptedException {
    new ProcessBuilder("kill", signal, Long.toString(pid)).start().waitFor();
  }

  @Override
  public synchronized void close() {
    process.destroy();
    process.onExit().completeOnTimeout(process, STOP_SECONDS, TimeUnit.SECONDS).join();
    process.destroyForcibly();
  }
}
