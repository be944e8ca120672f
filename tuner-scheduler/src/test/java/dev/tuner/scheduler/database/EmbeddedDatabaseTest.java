package dev.tuner.scheduler.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedDatabaseTest {

  private static final EmbeddedDatabaseProperties PROPERTIES =
      new EmbeddedDatabaseProperties(Duration.ofMinutes(2), Duration.ofMinutes(1));

  @TempDir static Path programs;
  @TempDir Path directory;

  @BeforeAll
  static void unpackOnce() throws IOException {
    PostgresPrograms.unpackInto(programs);
  }

  @Test
  void keepsItsDataBetweenRuns() throws Exception {
    try (var first = start()) {
      update(first, "create table kept as select 42 as answer");
    }
    try (var second = start()) {
      assertThat(query(second, "select answer from kept")).isEqualTo("42");
    }
  }

  @Test
  void syncsEveryCommitToTheDisk() throws Exception {
    try (var database = start()) {
      assertThat(query(database, "show fsync")).isEqualTo("on");
      assertThat(query(database, "show synchronous_commit")).isEqualTo("on");
      assertThat(query(database, "show full_page_writes")).isEqualTo("on");
    }
  }

  @Test
  void listensOnTheLoopbackAddressOnlyAndAsksForThePassword() throws Exception {
    try (var database = start()) {
      assertThat(query(database, "show listen_addresses")).isEqualTo("127.0.0.1");
      assertThatThrownBy(
              () -> DriverManager.getConnection(database.url(), database.user(), "guess"))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("password authentication failed");
      assertThatThrownBy(() -> query(database, "select pg_read_file('/etc/passwd')"))
          .hasMessageContaining("permission denied");
    }
  }

  @Test
  void closesItsFilesToOtherUsers() throws Exception {
    start().close();
    assertThat(permissions(directory)).isEqualTo("rwx------");
    assertThat(permissions(directory.resolve("data"))).isEqualTo("rwx------");
    assertThat(permissions(directory.resolve("password"))).isEqualTo("rw-------");
  }

  @Test
  void namesTheProcessThatUsesTheDirectoryAndLeavesItAlone() throws Exception {
    var child = Child.start(directory, programs);
    try {
      assertThatThrownBy(this::start)
          .isInstanceOf(DatabaseStartException.class)
          .hasMessage("Another Tuner service (pid %d) uses %s", child.process().pid(), directory);
      assertThat(child.count()).isEqualTo("1");
    } finally {
      child.kill();
    }
  }

  @Test
  void refusesASecondServerOfTheSameProcessAndLeavesTheFirstAlone() throws Exception {
    try (var first = start()) {
      for (var attempt = 0; attempt < 2; attempt++) {
        assertThatThrownBy(this::start)
            .hasMessageContaining("pid " + ProcessHandle.current().pid());
      }
      assertThat(query(first, "select 1")).isEqualTo("1");
      assertThat(otherProcessMayStart()).isFalse();
    }
  }

  @Test
  void startsAgainWithTheCommittedRowsAfterTheServiceWasKilled() throws Exception {
    var child = Child.start(directory, programs);
    child.kill();
    try (var next = start()) {
      assertThat(query(next, "select count(*) from committed")).isEqualTo("1");
    }
  }

  @Test
  void listensAgainAtTheSameAddressWithTheCommittedRowsAfterTheServerWasKilled() throws Exception {
    try (var database = start()) {
      update(database, "create table kept as select 42 as answer");
      for (var kill = 0; kill < 2; kill++) {
        killServer();
        await()
            .atMost(Duration.ofMinutes(2))
            .ignoreExceptions()
            .until(() -> query(database, "select answer from kept").equals("42"));
      }
    }
  }

  private void killServer() throws IOException {
    var pid = Files.readAllLines(directory.resolve("data").resolve("postmaster.pid")).get(0);
    var killed = ProcessHandle.of(Long.parseLong(pid.strip())).orElseThrow();
    killed.destroyForcibly();
    killed.onExit().join();
  }

  @Test
  void startsAnewWhenTheFirstStartWasKilledWhileItCreatedTheData() throws Exception {
    Files.createDirectories(directory.resolve("data.partial"));
    Files.writeString(directory.resolve("data.partial").resolve("PG_VERSION"), "18");
    try (var database = start()) {
      assertThat(query(database, "select 1")).isEqualTo("1");
    }
  }

  @Test
  void leavesAProcessAloneThatGotTheNumberOfADeadServer() throws Exception {
    start().close();
    var stranger = new ProcessBuilder("sleep", "600").start();
    try {
      Files.writeString(directory.resolve("data").resolve("postmaster.pid"), stranger.pid() + "\n");
      try (var database = start()) {
        assertThat(query(database, "select 1")).isEqualTo("1");
      }
      assertThat(stranger.isAlive()).isTrue();
    } finally {
      stranger.destroyForcibly();
    }
  }

  @Test
  void tellsWhatPostgresSaidWhenItDoesNotStart() throws Exception {
    start().close();
    assertThatThrownBy(
            () -> EmbeddedDatabase.start(directory, programs, PROPERTIES, Map.of("fsync", "maybe")))
        .isInstanceOf(DatabaseStartException.class)
        .hasMessageContaining("fsync")
        .hasMessageContaining("Boolean");
    start().close();
  }

  private EmbeddedDatabase start() {
    return EmbeddedDatabase.start(directory, programs, PROPERTIES, Map.of());
  }

  private boolean otherProcessMayStart() throws Exception {
    var child = Child.launch(directory, programs);
    try {
      return !child.waitFor(1, TimeUnit.MINUTES);
    } finally {
      child.destroyForcibly();
    }
  }

  private static String permissions(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }

  private static void update(EmbeddedDatabase database, String sql) throws SQLException {
    try (var connection =
            DriverManager.getConnection(database.url(), database.user(), database.password());
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String query(EmbeddedDatabase database, String sql) throws SQLException {
    try (var connection =
            DriverManager.getConnection(database.url(), database.user(), database.password());
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }
}
