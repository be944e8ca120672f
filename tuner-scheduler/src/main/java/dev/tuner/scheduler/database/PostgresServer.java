package dev.tuner.scheduler.database;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;

/** One PostgreSQL server over one data directory, through PostgreSQL's own programs. */
final class PostgresServer {

  private static final Logger log = LoggerFactory.getLogger(PostgresServer.class);

  private static final Map<String, String> SETTINGS =
      Map.of(
          "fsync", "on",
          "synchronous_commit", "on",
          "full_page_writes", "on",
          "listen_addresses", "127.0.0.1",
          "unix_socket_directories", "",
          "max_connections", "100",
          "shared_buffers", cacheMegabytes() + "MB",
          "max_wal_size", "4GB", // under load a checkpoint in minutes, not seconds
          "timezone", "UTC");

  // A file for each day of the week, so that the log of a service that runs for years stays small.
  private static final Map<String, String> LOGGING =
      Map.of(
          "logging_collector", "on",
          "log_filename", "postgresql-%a.log",
          "log_rotation_age", "1d",
          "log_truncate_on_rotation", "on");

  // Of postmaster.pid, see PostgreSQL's utils/pidfile.h.
  private static final int PORT_LINE = 3;
  private static final int STATUS_LINE = 7;

  private final PostgresPrograms programs;
  private final EmbeddedDatabaseProperties properties;
  private final Path data;
  private final Path output;
  private final Path command;

  /**
   * @param directory the server keeps its files in {@code data} and its first words in {@code
   *     server.log}; {@code server.command} says how it was started
   */
  PostgresServer(PostgresPrograms programs, EmbeddedDatabaseProperties properties, Path directory) {
    this.programs = programs;
    this.properties = properties;
    this.data = directory.resolve("data");
    this.output = directory.resolve("server.log");
    this.command = directory.resolve("server.command");
  }

  /**
   * Creates the data directory, unless it exists. One that exists is whole: it gets its name last.
   *
   * @param password file that holds the password of the superuser {@code postgres}
   */
  void initialise(Path password) throws IOException, InterruptedException {
    if (Files.exists(data)) {
      return;
    }
    var partial = data.resolveSibling("data.partial");
    FileSystemUtils.deleteRecursively(partial);
    run(
        "initdb",
        List.of(
            "--pgdata=" + partial,
            "--username=postgres",
            "--auth=scram-sha-256",
            "--pwfile=" + password,
            "--encoding=UTF8",
            "--locale=C"));
    Files.move(partial, data, StandardCopyOption.ATOMIC_MOVE);
  }

  /**
   * @param port where it will listen, see {@link #freePort}
   * @param overrides PostgreSQL settings by name; values without blanks
   */
  void start(int port, Map<String, String> overrides) throws IOException, InterruptedException {
    Files.deleteIfExists(output);
    Files.deleteIfExists(command);
    run(
        "pg_ctl",
        List.of(
            "start",
            "--pgdata=" + data,
            "--log=" + output,
            "--options=" + options(port, overrides),
            "--wait",
            "--timeout=" + properties.startTimeout().toSeconds()));
    Files.writeString(command, wholeCommand(port, overrides));
  }

  /**
   * What PostgreSQL caches itself: a sixteenth of this machine's memory, within limits. 128, its
   * own choice, is less than a study of 100,000 trials.
   */
  private static long cacheMegabytes() {
    var memory = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    return Math.max(128, Math.min(1024, memory.getTotalMemorySize() / 16 / (1 << 20)));
  }

  private static String options(int port, Map<String, String> overrides) {
    var settings = new TreeMap<>(SETTINGS);
    settings.putAll(LOGGING);
    settings.putAll(overrides);
    settings.put("port", Integer.toString(port));
    var options = new ArrayList<String>();
    settings.forEach((name, value) -> options.add("-c " + name + "=" + value));
    return String.join(" ", options);
  }

  private String wholeCommand(int port, Map<String, String> overrides) {
    return String.join(" ", programs.command("postgres", List.of(options(port, overrides))));
  }

  /**
   * The port of a server that a killed service left running over this data directory, by the same
   * programs with the same settings, and that takes connections; empty if there is none.
   */
  OptionalInt leftover(Map<String, String> overrides) throws IOException {
    var pidFile = data.resolve("postmaster.pid");
    if (!Files.exists(pidFile) || !Files.exists(command)) {
      return OptionalInt.empty();
    }
    var lines = Files.readAllLines(pidFile);
    if (lines.size() <= STATUS_LINE
        || !lines.get(STATUS_LINE).strip().equals("ready")
        || process().filter(this::servesThisData).isEmpty()) {
      return OptionalInt.empty();
    }
    var port = Integer.parseInt(lines.get(PORT_LINE).strip());
    return Files.readString(command).equals(wholeCommand(port, overrides))
        ? OptionalInt.of(port)
        : OptionalInt.empty();
  }

  /** The server's main process; empty when it has ended already. */
  Optional<ProcessHandle> process() throws IOException {
    var pidFile = data.resolve("postmaster.pid");
    return Files.exists(pidFile) ? pid(pidFile).flatMap(ProcessHandle::of) : Optional.empty();
  }

  void stop() throws IOException, InterruptedException {
    run(
        "pg_ctl",
        List.of(
            "stop",
            "--pgdata=" + data,
            "--mode=fast",
            "--wait",
            "--timeout=" + properties.stopTimeout().toSeconds()));
  }

  /**
   * Stops the server that a killed service left running over this data directory, if there is one.
   */
  void stopLeftover() throws IOException, InterruptedException {
    var pidFile = data.resolve("postmaster.pid");
    if (!Files.exists(pidFile)) {
      return;
    }
    if (process().filter(this::servesThisData).isPresent()) {
      log.warn("Stopping the PostgreSQL server that a killed service left behind in {}", data);
      stop();
    } else {
      endOrphans();
      // Usual in containers: another program has got the dead server's number, and PostgreSQL would
      // wait for it.
      Files.delete(pidFile);
    }
  }

  private boolean servesThisData(ProcessHandle process) {
    return process
        .info()
        .commandLine()
        .filter(line -> line.contains("postgres") && line.contains(data.toString()))
        .isPresent();
  }

  /**
   * Sessions of a server whose main process was killed end by themselves, but not at once. Without
   * the file that names the dead server a new one would not see them, and both would write.
   */
  private void endOrphans() throws IOException {
    var here = data.toRealPath();
    ProcessHandle.allProcesses()
        .filter(
            process -> process.info().command().filter(it -> it.endsWith("postgres")).isPresent())
        .filter(process -> worksIn(process, here))
        .forEach(
            process -> {
              process.destroyForcibly();
              process.onExit().join();
            });
  }

  private static boolean worksIn(ProcessHandle process, Path directory) {
    try {
      return Path.of("/proc", Long.toString(process.pid()), "cwd").toRealPath().equals(directory);
    } catch (IOException e) {
      return false; // it has ended, or is another user's
    }
  }

  private static Optional<Long> pid(Path pidFile) throws IOException {
    try {
      return Files.readAllLines(pidFile).stream()
          .findFirst()
          .map(line -> Long.valueOf(line.strip()));
    } catch (NumberFormatException e) {
      return Optional.empty(); // killed while it wrote the file
    }
  }

  private void run(String program, List<String> arguments)
      throws IOException, InterruptedException {
    var said = Files.createTempFile(output.getParent(), program, ".log");
    try {
      var process =
          new ProcessBuilder(programs.command(program, arguments))
              .redirectErrorStream(true)
              .redirectOutput(said.toFile())
              .start();
      process.getOutputStream().close();
      var exit = process.waitFor();
      if (exit != 0) {
        throw new DatabaseStartException(
            "%s ended with code %d: %s%s"
                .formatted(program, exit, lastLines(said), lastLines(output)),
            "Correct what it says, or point spring.datasource.url to a running PostgreSQL.",
            null);
      }
    } finally {
      Files.delete(said);
    }
  }

  private static String lastLines(Path file) throws IOException {
    if (!Files.exists(file)) {
      return "";
    }
    var lines = Files.readAllLines(file);
    return String.join("\n", lines.subList(Math.max(0, lines.size() - 10), lines.size())) + "\n";
  }

  static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
