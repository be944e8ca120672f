package dev.tuner.scheduler.database;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.Map;

/** A JVM of its own that holds an embedded database with one committed row, until it is killed. */
record Child(Process process, BufferedReader output, String url) {

  private static final String READY = "ready ";

  static Child start(Path directory, Path programs) throws IOException {
    var process = launch(directory, programs);
    var output = process.inputReader();
    for (var line = output.readLine(); line != null; line = output.readLine()) {
      if (line.startsWith(READY)) {
        return new Child(process, output, line.substring(READY.length()));
      }
    }
    throw new IllegalStateException("The child ended before its database was ready");
  }

  static Process launch(Path directory, Path programs) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            Child.class.getName(),
            directory.toString(),
            programs.toString())
        .redirectErrorStream(true)
        .start();
  }

  public static void main(String[] arguments) throws Exception {
    var properties = new EmbeddedDatabaseProperties(Duration.ofMinutes(2), Duration.ofMinutes(1));
    var database =
        EmbeddedDatabase.start(Path.of(arguments[0]), Path.of(arguments[1]), properties, Map.of());
    var url = database.url() + "?user=" + database.user() + "&password=" + database.password();
    try (var connection = DriverManager.getConnection(url);
        var statement = connection.createStatement()) {
      statement.execute("create table committed as select 1 as row");
    }
    System.out.println(READY + url);
    Thread.currentThread().join();
  }

  String count() throws Exception {
    try (var connection = DriverManager.getConnection(url);
        var statement = connection.createStatement();
        var rows = statement.executeQuery("select count(*) from committed")) {
      rows.next();
      return rows.getString(1);
    }
  }

  /** As {@code kill -9} does: the server it started lives on. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }
}
