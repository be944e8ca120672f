package dev.tuner.benchmarks.faults;

import dev.tuner.scheduler.database.EmbeddedDatabase;
import dev.tuner.scheduler.database.EmbeddedDatabaseProperties;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The PostgreSQL server of the run: started, killed, and asked what is stored. */
final class Database implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final EmbeddedDatabase server;
  private final Path data;

  private Database(EmbeddedDatabase server, Path data) {
    this.server = server;
    this.data = data;
  }

  static Database start(Path folder) {
    var properties = new EmbeddedDatabaseProperties(PATIENCE, PATIENCE);
    var programs = folder.resolveSibling("programs");
    var server = EmbeddedDatabase.start(folder, programs, properties, Map.of());
    return new Database(server, folder.resolve("data"));
  }

  /** What makes a service use this server. */
  List<String> serviceOptions() {
    return List.of(
        "--spring.datasource.url=" + server.url(),
        "--spring.datasource.username=" + server.user(),
        "--spring.datasource.password=" + server.password());
  }

  /**
   * {@code kill -9} of its main process; it comes back by itself. False when it is away already.
   */
  boolean kill() throws IOException {
    var pidFile = data.resolve("postmaster.pid");
    if (!Files.exists(pidFile)) {
      return false;
    }
    var lines = Files.readAllLines(pidFile);
    var running = lines.isEmpty() ? null : ProcessHandle.of(Long.parseLong(lines.get(0).strip()));
    if (running == null || running.isEmpty()) {
      return false;
    }
    running.get().destroyForcibly();
    running.get().onExit().join();
    return true;
  }

  /** It ends, and cannot come back until {@link #allow}. */
  void forbid() throws IOException {
    Files.move(data, away());
    var pid = Files.readAllLines(away().resolve("postmaster.pid")).get(0).strip();
    ProcessHandle.of(Long.parseLong(pid)).ifPresent(ProcessHandle::destroyForcibly);
  }

  void allow() throws IOException {
    Files.move(away(), data);
  }

  private Path away() {
    return data.resolveSibling("data.away");
  }

  /** The rows of a query, each a map from column to value. */
  List<Map<String, Object>> rows(String sql) throws SQLException {
    try (var connection = connect();
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      var columns = rows.getMetaData();
      var found = new ArrayList<Map<String, Object>>();
      while (rows.next()) {
        var row = new LinkedHashMap<String, Object>();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
          row.put(columns.getColumnLabel(i), rows.getObject(i));
        }
        found.add(row);
      }
      return found;
    }
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection(server.url(), server.user(), server.password());
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
