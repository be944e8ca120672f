package dev.tuner.benchmarks.controlplane;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;

/** The PostgreSQL that a service started in its data directory. */
record Database(String url, String user, String password, ProcessHandle process) {
  private static final int PORT_LINE = 3;

  static Database of(Path data) {
    try {
      var home = data.resolve("postgresql");
      var server = Files.readAllLines(home.resolve("data/postmaster.pid"));
      var process = ProcessHandle.of(Long.parseLong(server.get(0).strip())).orElseThrow();
      var port = server.get(PORT_LINE).strip();
      var password = Files.readString(home.resolve("password")).strip();
      return new Database(
          "jdbc:postgresql://127.0.0.1:" + port + "/tuner", "tuner", password, process);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  java.sql.Connection connect() throws SQLException {
    return DriverManager.getConnection(url + "?reWriteBatchedInserts=true", user, password);
  }

  /** Runs statements that take no parameters. */
  void run(String... statements) {
    try (var connection = connect();
        var statement = connection.createStatement()) {
      for (var sql : statements) {
        statement.execute(sql);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Asks for one number. */
  int number(String query) {
    try (var connection = connect();
        var statement = connection.createStatement();
        var rows = statement.executeQuery(query)) {
      rows.next();
      return rows.getInt(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
