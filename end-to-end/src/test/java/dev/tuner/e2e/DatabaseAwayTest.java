package dev.tuner.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tuner.scheduler.database.EmbeddedDatabase;
import dev.tuner.scheduler.database.EmbeddedDatabaseProperties;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** PostgreSQL cannot be reached: when the service starts, and later. */
class DatabaseAwayTest {

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration MINUTE = Duration.ofMinutes(1);

  @TempDir Path folder;

  @Test
  void theStartWaitsForTheDatabaseAndReadinessFollowsIt() throws Exception {
    var home = folder.resolve("postgresql");
    try (var database =
            EmbeddedDatabase.start(
                home, home, new EmbeddedDatabaseProperties(MINUTE, MINUTE), Map.of());
        var link = new Link(URI.create(database.url().substring("jdbc:".length())).getPort());
        var service = launch(link.port(), database, database.password())) {
      await().atMost(PATIENCE).until(() -> says(service, "the start waits for it"));
      assertThat(service.hasEnded()).isFalse();

      link.connect();
      await().atMost(PATIENCE).until(() -> status(service, "/actuator/health/readiness") == 200);
      assertThat(says(service, "answers, the start goes on")).isTrue();

      link.cut();
      await().atMost(PATIENCE).until(() -> status(service, "/actuator/health/readiness") == 503);
      assertThat(status(service, "/actuator/health/liveness")).isEqualTo(200);
      var refused = get(service, "/api/v1/studies");
      assertThat(refused.statusCode()).isEqualTo(503);
      assertThat(refused.headers().firstValue("Retry-After")).isPresent();

      link.connect();
      await().atMost(PATIENCE).until(() -> status(service, "/actuator/health/readiness") == 200);
      assertThat(status(service, "/api/v1/studies")).isEqualTo(200);
    }
  }

  @Test
  void aWrongPasswordEndsTheStartAndATerminationEndsTheWait() throws Exception {
    var home = folder.resolve("postgresql");
    try (var database =
            EmbeddedDatabase.start(
                home, home, new EmbeddedDatabaseProperties(MINUTE, MINUTE), Map.of());
        var link = new Link(0);
        var refused =
            launch(
                URI.create(database.url().substring("jdbc:".length())).getPort(),
                database,
                "wrong");
        var waiting = launch(link.port(), database, database.password())) {
      await().atMost(PATIENCE).until(refused::hasEnded);
      assertThat(says(refused, "cannot be used")).isTrue();
      assertThat(says(refused, "Correct spring.datasource.url")).isTrue();

      await().atMost(PATIENCE).until(() -> says(waiting, "the start waits for it"));
      waiting.terminate();
      await().atMost(PATIENCE).until(waiting::hasEnded);
    }
  }

  private ServiceProcess launch(int port, EmbeddedDatabase database, String password)
      throws IOException {
    var name = database.url().substring(database.url().lastIndexOf('/') + 1);
    return ServiceProcess.launch(
        folder.resolve("data-" + port),
        "--spring.datasource.url=jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, name),
        "--spring.datasource.username=" + database.user(),
        "--spring.datasource.password=" + password,
        "--spring.datasource.hikari.connection-timeout=2000");
  }

  private static boolean says(ServiceProcess service, String words) {
    return service.lines().stream().anyMatch(line -> line.contains(words));
  }

  private static int status(ServiceProcess service, String path) throws Exception {
    return get(service, path).statusCode();
  }

  private static HttpResponse<String> get(ServiceProcess service, String path) throws Exception {
    var request = HttpRequest.newBuilder(service.address().resolve(path)).build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
  }

  /** A cable to the database: while it is cut, nobody answers at this end of it. */
  private static final class Link implements AutoCloseable {
    private final int far;
    private final int near;
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private ServerSocket end;

    Link(int far) throws IOException {
      this.far = far;
      try (var free = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
        near = free.getLocalPort();
      }
    }

    int port() {
      return near;
    }

    void connect() throws IOException {
      end = new ServerSocket(near, 50, InetAddress.getLoopbackAddress());
      start(() -> accept(end));
    }

    void cut() throws IOException {
      if (end != null) {
        end.close();
      }
      for (var socket : open) {
        socket.close();
      }
      open.clear();
    }

    private void accept(ServerSocket listening) throws IOException {
      while (!listening.isClosed()) {
        var here = listening.accept();
        var there = new Socket(InetAddress.getLoopbackAddress(), far);
        open.addAll(List.of(here, there));
        start(() -> here.getInputStream().transferTo(there.getOutputStream()));
        start(() -> there.getInputStream().transferTo(here.getOutputStream()));
      }
    }

    private interface Work {
      void run() throws IOException;
    }

    private static void start(Work work) {
      var thread =
          new Thread(
              () -> {
                try {
                  work.run();
                } catch (IOException e) {
                  return; // it was cut
                }
              });
      thread.setDaemon(true);
      thread.start();
    }

    @Override
    public void close() throws IOException {
      cut();
    }
  }
}
