package dev.tuner.benchmarks.faults;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** All that runs: PostgreSQL, two instances of the service, the door before them, and workers. */
final class Stack implements AutoCloseable {

  /** How long a lease lives without a sign of life. */
  static final int LEASE_SECONDS = 5;

  private static final int WORKERS = 4;
  private static final long WORKER_START_MILLIS = 2_000;

  private final FaultPlan plan;
  private final Database database;
  private final List<Integer> ports = new ArrayList<>();
  private final List<Program> services = new ArrayList<>();
  private final List<Program> workers = new ArrayList<>();
  private final Door door;

  private Stack(FaultPlan plan) throws IOException {
    this.plan = plan;
    Files.createDirectories(plan.folder());
    this.database = Database.start(plan.folder().resolve("postgresql"));
    ports.addAll(List.of(freePort(), freePort()));
    this.door = new Door(ports);
  }

  static Stack start(FaultPlan plan) throws IOException {
    var stack = new Stack(plan);
    setClock(stack.clock(), 0);
    for (int i = 0; i < stack.ports.size(); i++) {
      stack.services.add(stack.service(i));
    }
    for (int i = 0; i < WORKERS; i++) {
      stack.workers.add(stack.worker("worker-" + i));
    }
    for (var program : stack.programs()) {
      program.start();
    }
    return stack;
  }

  Database database() {
    return database;
  }

  Door door() {
    return door;
  }

  List<Integer> ports() {
    return ports;
  }

  List<Program> services() {
    return services;
  }

  List<Program> workers() {
    return workers;
  }

  /** Where the trials write down what they send. */
  Path journal() {
    return plan.folder().toAbsolutePath().resolve("journal");
  }

  Path checkpoints() {
    return plan.folder().toAbsolutePath().resolve("checkpoints");
  }

  /** The second instance's clock is ahead by so much from now on. */
  void setClock(int seconds) throws IOException {
    setClock(clock(), seconds);
  }

  private static void setClock(Path file, int seconds) throws IOException {
    Files.writeString(file, "%+ds%n".formatted(seconds));
  }

  private Path clock() {
    return plan.folder().toAbsolutePath().resolve("clock");
  }

  private Program service(int number) {
    var command = new ArrayList<>(List.of(java(), "-XX:TieredStopAtLevel=1", "-Xmx256m", "-jar"));
    command.add(plan.home().resolve("tuner-api/target/tuner-api.jar").toString());
    command.add("--server.port=" + ports.get(number));
    command.addAll(database.serviceOptions());
    command.add("--tuner.checkpoints.directory=" + checkpoints());
    command.add("--tuner.lease.ttl=%ds".formatted(LEASE_SECONDS));
    command.add("--tuner.jobs.collect-checkpoints-every=2s");
    command.add("--spring.datasource.hikari.connection-timeout=3000");
    var clocked = number == 1 && plan.clockLibrary().isPresent();
    return new Program(
        "service-" + number,
        command,
        clocked ? clockOf(plan.clockLibrary().get()) : Map.of(),
        plan.folder().resolve("service-%d.log".formatted(number)),
        process -> listens(ports.get(number)));
  }

  private Map<String, String> clockOf(Path library) {
    var environment = new HashMap<String, String>();
    environment.put("LD_PRELOAD", library.toString());
    environment.put("FAKETIME_TIMESTAMP_FILE", clock().toString());
    // Seconds. Without a cache each look at the clock reads the file, and the start takes minutes.
    environment.put("FAKETIME_CACHE_DURATION", "1");
    environment.put("FAKETIME_DONT_FAKE_MONOTONIC", "1");
    // Milliseconds of a timed wait. Otherwise it ends at once (wolfcw/libfaketime#503), and the JVM
    // keeps a processor busy with waiting.
    environment.put("FAKETIME_WAIT_MS", "20");
    return environment;
  }

  private Program worker(String name) {
    var classPath =
        String.join(
            File.pathSeparator,
            plan.home().resolve("trial-runner/target/trial-runner.jar").toString(),
            own().toString());
    var work = plan.folder().resolve(name).toAbsolutePath();
    var command = new ArrayList<>(List.of(java(), "-XX:TieredStopAtLevel=1", "-Xmx128m"));
    command.addAll(List.of("-cp", classPath, "dev.tuner.runner.TrialRunner"));
    command.addAll(List.of("--server=" + door.address(), "--name=" + name, "--cpus=1"));
    command.addAll(List.of("--gpus=0", "--work-dir=" + work));
    return new Program(
        name, command, Map.of(), plan.folder().resolve(name + ".log"), Stack::isWarm);
  }

  private static boolean isWarm(Process process) {
    return process
        .info()
        .startInstant()
        .map(start -> System.currentTimeMillis() - start.toEpochMilli() > WORKER_START_MILLIS)
        .orElse(false);
  }

  private static boolean listens(int port) {
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 500);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static Path own() {
    try {
      return Path.of(Stack.class.getProtectionDomain().getCodeSource().getLocation().toURI())
          .toAbsolutePath();
    } catch (URISyntaxException e) {
      throw new IllegalStateException("the class path holds no valid address", e);
    }
  }

  private static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private List<Program> programs() {
    return Stream.concat(services.stream(), workers.stream()).toList();
  }

  @Override
  public void close() throws IOException {
    workers.forEach(Program::close);
    services.forEach(Program::close);
    door.close();
    database.close();
  }
}
