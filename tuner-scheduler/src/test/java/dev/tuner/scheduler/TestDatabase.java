package dev.tuner.scheduler;

import dev.tuner.scheduler.database.EmbeddedDatabase;
import dev.tuner.scheduler.database.EmbeddedDatabaseProperties;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.FileSystemUtils;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.postgresql.PostgreSQLContainer;

/**
 * Real PostgreSQL for tests: one server for each JVM (a container where a Docker engine answers,
 * otherwise the embedded one), and an empty database of its own for each application context that
 * imports this class: {@code @Import(TestDatabase.class)}. Classes with equal configuration share a
 * context and so a database: {@link #empty} clears it.
 *
 * <p>No {@code @Configuration}: scanning must not find it, so that a test which does not import it
 * starts the database that the service starts.
 */
public class TestDatabase {

  @Bean
  JdbcConnectionDetails testDatabaseConnection() {
    return create();
  }

  /** Creates an empty database. */
  public static JdbcConnectionDetails create() {
    return Server.RUNNING.create("test_" + UUID.randomUUID().toString().replace('-', '_'));
  }

  /**
   * Deletes all rows that tests wrote; the tables stay, and so does what Flyway and Quartz keep.
   */
  public static void empty(JdbcClient jdbc) {
    var tables =
        jdbc.sql(
                """
                select coalesce(string_agg(quote_ident(tablename), ', '), '') from pg_tables
                where schemaname = 'public' and tablename not like 'qrtz%' and tablename <> 'flyway_schema_history'
                """)
            .query(String.class)
            .single();
    if (!tables.isEmpty()) {
      jdbc.sql("truncate " + tables + " restart identity cascade").update();
    }
  }

  private record Server(String address, String maintenance, String user, String password) {

    static final Server RUNNING =
        DockerClientFactory.instance().isDockerAvailable() ? container() : embedded();

    @SuppressWarnings("resource") // Testcontainers stops it when the JVM ends
    private static Server container() {
      var container =
          new PostgreSQLContainer("postgres:18").withCommand("postgres", "-c", "fsync=off");
      container.start();
      return new Server(
          "jdbc:postgresql://%s:%d/".formatted(container.getHost(), container.getMappedPort(5432)),
          container.getDatabaseName(),
          container.getUsername(),
          container.getPassword());
    }

    private static Server embedded() {
      try {
        var shared =
            Path.of(
                System.getProperty("java.io.tmpdir"),
                "tuner-test-" + System.getProperty("user.name"));
        Files.createDirectories(shared);
        var directory = Files.createTempDirectory(shared, "server-");
        var properties =
            new EmbeddedDatabaseProperties(Duration.ofMinutes(1), Duration.ofMinutes(1));
        // Tests of durability start a server of their own.
        var database =
            EmbeddedDatabase.start(directory, shared, properties, Map.of("fsync", "off"));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(database, directory)));
        var address = database.url().substring(0, database.url().lastIndexOf('/') + 1);
        return new Server(address, "tuner", database.user(), database.password());
      } catch (IOException e) {
        throw new IllegalStateException("No directory for the test database", e);
      }
    }

    private static void stop(EmbeddedDatabase database, Path directory) {
      try {
        database.close();
        FileSystemUtils.deleteRecursively(directory);
      } catch (IOException e) {
        throw new IllegalStateException("The test database stays in " + directory, e);
      }
    }

    JdbcConnectionDetails create(String name) {
      try (var connection = DriverManager.getConnection(address + maintenance, user, password);
          var statement = connection.createStatement()) {
        statement.execute("create database " + name);
      } catch (SQLException e) {
        throw new IllegalStateException("Cannot create the test database " + name, e);
      }
      return new Connection(address + name, user, password);
    }
  }

  private record Connection(String url, String user, String password)
      implements JdbcConnectionDetails {
    @Override
    public String getJdbcUrl() {
      return url;
    }

    @Override
    public String getUsername() {
      return user;
    }

    @Override
    public String getPassword() {
      return password;
    }
  }
}
