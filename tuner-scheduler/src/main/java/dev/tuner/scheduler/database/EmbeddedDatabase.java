package dev.tuner.scheduler.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Base64;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL server that this process starts, owns and stops. It listens on the loopback address
 * only, asks for a password that stands in a file of its owner, and keeps its data between runs:
 * what was committed survives {@code kill -9} of this process and of the server, which is started
 * again at the same address when it ends without being told to.
 *
 * <p>Its directory holds {@code data}, {@code password}, {@code lock}, {@code server.log} and
 * {@code server.command}, and is closed to other users.
 */
public final class EmbeddedDatabase implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(EmbeddedDatabase.class);
  private static final String NAME = "tuner";

  private final DirectoryLock lock;
  private final KeptServer server;
  private final int port;
  private final String password;

  private EmbeddedDatabase(DirectoryLock lock, KeptServer server, int port, String password) {
    this.lock = lock;
    this.server = server;
    this.port = port;
    this.password = password;
  }

  /**
   * Starts the server. One that a killed service left behind in the directory is taken over if it
   * runs as this one would, and stopped otherwise.
   *
   * @param directory created when absent
   * @param programs where the PostgreSQL programs are unpacked; created when absent, may be shared
   * @param settings PostgreSQL's own, by name, such as {@code fsync}; they go before those chosen
   *     here
   * @throws DatabaseStartException if another service uses the directory, or the server does not
   *     start
   */
  public static EmbeddedDatabase start(
      Path directory,
      Path programs,
      EmbeddedDatabaseProperties properties,
      Map<String, String> settings) {
    try {
      createPrivate(directory);
      createPrivate(programs);
      var server = new PostgresServer(PostgresPrograms.unpackInto(programs), properties, directory);
      return startLocked(DirectoryLock.take(directory), server, directory, settings);
    } catch (IOException | SQLException e) {
      throw new DatabaseStartException(
          "PostgreSQL cannot use %s: %s".formatted(directory, e),
          "Correct it, or set tuner.data-dir to another directory.",
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DatabaseStartException("Interrupted while PostgreSQL started", "Start again.", e);
    }
  }

  private static EmbeddedDatabase startLocked(
      DirectoryLock lock, PostgresServer server, Path directory, Map<String, String> settings)
      throws IOException, SQLException, InterruptedException {
    try {
      var password = password(directory.resolve("password"));
      server.initialise(directory.resolve("password"));
      var port = running(server, settings);
      var database =
          new EmbeddedDatabase(lock, new KeptServer(server, port, settings), port, password);
      database.createIfAbsent();
      database.server.keep();
      log.info(
          "Embedded PostgreSQL keeps its data in {} and listens on port {}",
          directory,
          database.port);
      return database;
    } catch (IOException | SQLException | InterruptedException | RuntimeException e) {
      try (lock) {
        server.stopLeftover();
      }
      throw e;
    }
  }

  /** The port at which the server listens from now on. */
  private static int running(PostgresServer server, Map<String, String> settings)
      throws IOException, InterruptedException {
    var leftover = server.leftover(settings);
    if (leftover.isPresent()) {
      log.info("Takes over the PostgreSQL server that a killed service left behind");
      return leftover.getAsInt();
    }
    server.stopLeftover();
    var port = PostgresServer.freePort();
    server.start(port, settings);
    return port;
  }

  public String url() {
    return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, NAME);
  }

  /** A user who owns the database and has no rights over the server. */
  public String user() {
    return NAME;
  }

  public String password() {
    return password;
  }

  /**
   * Stops the server; what was committed is on the disk. Call it after the last connection is
   * closed.
   */
  @Override
  public void close() throws IOException {
    try (lock) {
      server.stop();
      log.info("Embedded PostgreSQL is stopped");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted while PostgreSQL stopped; the next start ends it", e);
    }
  }

  private void createIfAbsent() throws SQLException {
    var maintenance = "jdbc:postgresql://127.0.0.1:%d/postgres".formatted(port);
    try (var connection = DriverManager.getConnection(maintenance, "postgres", password);
        var statement = connection.createStatement()) {
      if (!statement.executeQuery("select from pg_roles where rolname = '" + NAME + "'").next()) {
        statement.execute("create role %s login createdb password '%s'".formatted(NAME, password));
      }
      if (!statement
          .executeQuery("select from pg_database where datname = '" + NAME + "'")
          .next()) {
        statement.execute("create database %s owner %s".formatted(NAME, NAME));
      }
    }
  }

  private static String password(Path file) throws IOException {
    if (!Files.exists(file)) {
      var random = new byte[24];
      new SecureRandom().nextBytes(random);
      var partial = file.resolveSibling("password.partial");
      Files.deleteIfExists(partial);
      Files.createFile(
          partial,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(partial, Base64.getUrlEncoder().encodeToString(random));
      Files.move(partial, file);
    }
    return Files.readString(file).strip();
  }

  private static void createPrivate(Path directory) throws IOException {
    Files.createDirectories(directory);
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
  }
}
