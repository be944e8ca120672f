package dev.tuner.client.local;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** A program that stands in for a service, a worker, or the command that starts both. */
public final class StandInProgram {
  private StandInProgram() {}

  /** Plays the part that the first argument names; the second is a folder for notes. */
  public static void main(String[] args) throws IOException, InterruptedException {
    var folder = Path.of(args[1]);
    switch (args[0]) {
      case "service" -> serve(Integer.parseInt(args[2]));
      case "stubborn" -> onEnd(StandInProgram::waitForEver);
      case "broken" -> breakDown();
      case "command" -> startStack(folder, Integer.parseInt(args[2]));
      default -> note(folder, args[0] + " started");
    }
    onEnd(() -> note(folder, args[0] + " ended"));
    note(folder, args[0] + " " + ProcessHandle.current().pid());
    waitForEver();
  }

  static Launch launch(String part, Path folder, Object... arguments) {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp"));
    command.add(System.getProperty("java.class.path"));
    command.addAll(List.of(StandInProgram.class.getName(), part, folder.toString()));
    for (var argument : arguments) {
      command.add(argument.toString());
    }
    return new Launch(part, command, folder.resolve("logs").resolve(part + ".log"));
  }

  /** What the programs noted, oldest first. */
  static List<String> notes(Path folder) {
    try {
      var file = folder.resolve("notes");
      return Files.exists(file) ? Files.readAllLines(file) : List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void serve(int port) throws IOException {
    var server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.createContext(
        "/actuator/health/readiness",
        exchange -> {
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    server.start();
  }

  private static void breakDown() {
    for (int line = 1; line <= 50; line++) {
      System.out.println("line " + line);
    }
    System.exit(7);
  }

  private static void startStack(Path folder, int port) throws InterruptedException {
    var address = URI.create("http://127.0.0.1:" + port);
    var stack = new LocalStack(folder, address, Duration.ofSeconds(20));
    stack.startService(launch("service", folder, port));
    stack.startWorkers(List.of(launch("worker", folder)));
  }

  private static void onEnd(Runnable action) {
    Runtime.getRuntime().addShutdownHook(new Thread(action));
  }

  private static void waitForEver() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static synchronized void note(Path folder, String line) {
    try {
      Files.writeString(
          folder.resolve("notes"),
          line + "\n",
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
