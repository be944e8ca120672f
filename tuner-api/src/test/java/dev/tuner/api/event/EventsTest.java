package dev.tuner.api.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tuner.api.Client;
import dev.tuner.api.Http;
import dev.tuner.api.ServiceTest;
import dev.tuner.api.TunerApplication;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

@ServiceTest
class EventsTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int MANY = 2000;

  @Autowired private Client client;
  @Autowired private Http http;
  @Autowired private JdbcClient db;
  @Autowired private JdbcConnectionDetails database;
  @Autowired private Listeners listeners;
  @LocalServerPort private int port;

  @BeforeEach
  void emptyDatabase() {
    client.empty();
  }

  @Test
  void tellsTheWholeLogInItsOrderOnEveryInstance() throws Exception {
    var study = client.study(Map.of("num_samples", 9));
    try (var other = otherInstance();
        var here = Stream.open(port, "/studies/" + study + "/events", null);
        var there = Stream.open(port(other), "/studies/" + study + "/events", null)) {
      assertThat(here.type()).startsWith("text/event-stream");
      train(study);

      var log = log(study);
      assertThat(log).hasSizeGreaterThan(20);
      await().atMost(PATIENCE).untilAsserted(() -> assertThat(here.sequences()).isEqualTo(log));
      await().atMost(PATIENCE).untilAsserted(() -> assertThat(there.sequences()).isEqualTo(log));
      await()
          .atMost(PATIENCE)
          .untilAsserted(() -> assertThat(lastState(here)).isEqualTo("COMPLETED"));
      assertThat(here.events().stream().map(Stream.Event::name))
          .contains("measurement", "decision", "trial", "study")
          .doesNotContain("reset");
    }
  }

  @Test
  void goesOnAtAnotherInstanceAfterTheLastEventThatWasReceived() throws Exception {
    var study = client.study(Map.of("num_samples", 9));
    train(study);
    var log = log(study);
    var received = log.get(log.size() / 2);

    try (var other = otherInstance();
        var again =
            Stream.open(port(other), "/studies/" + study + "/events", received.toString())) {
      var rest = log.stream().filter(sequence -> sequence > received).toList();
      await().atMost(PATIENCE).untilAsserted(() -> assertThat(again.sequences()).isEqualTo(rest));
    }
  }

  @Test
  void saysHowManyReportsOfATrialAreNotTold() throws Exception {
    var study = client.study(Map.of("scheduler", Map.of("type", "fifo")));
    var trial = client.ask(study, "a", 1).get(0);
    for (int step = 1; step <= 57; step++) {
      client.report(trial, step, 1.0 / step);
    }

    try (var late = Stream.open(port, "/studies/" + study + "/events", "0")) {
      await().atMost(PATIENCE).until(() -> lastState(late).equals("RUNNING"));
      var told =
          late.events().stream().filter(event -> event.name().equals("measurement")).toList();
      assertThat(told).hasSize(50);
      assertThat(told.get(0).data().get("step").asLong()).isEqualTo(8);
      assertThat(told.get(0).data().get("skipped").asLong()).isEqualTo(7);
      assertThat(told.subList(1, 50)).noneMatch(event -> event.data().has("skipped"));
      assertThat(late.events()).noneMatch(event -> event.name().equals("reset"));
    }
  }

  @Test
  void tellsTheEventsOfAllStudiesAndGoesOnThere() throws Exception {
    try (var all = Stream.open(port, "/events", null)) {
      await().atMost(PATIENCE).until(() -> listeners.count() == 1);
      var one = client.study(Map.of());
      var two = client.study(Map.of("name", "two"));
      client.report(client.ask(one, "a", 1).get(0), 1, 0.5);
      client.report(client.ask(two, "a", 1).get(0), 1, 0.5);

      await().atMost(PATIENCE).until(() -> measured(all, one) && measured(all, two));
      var last = all.events().get(all.events().size() - 1).id();
      client.report(client.ask(one, "b", 1).get(0), 1, 0.4);
      try (var again = Stream.open(port, "/events", last);
          var elsewhere = Stream.open(port, "/events", "elsewhere-7")) {
        await().atMost(PATIENCE).until(() -> measured(again, one));
        assertThat(measured(again, two)).isFalse();
        await()
            .atMost(PATIENCE)
            .until(
                () -> elsewhere.events().stream().anyMatch(event -> event.name().equals("reset")));
      }
    }
  }

  @Test
  void refusesUnknownStudiesAndForgedIds() {
    var study = client.study(Map.of());

    http.get("/api/v1/studies/%s/events".formatted(UUID.randomUUID()))
        .isProblem(404, "study-not-found");
    http.get("/api/v1/studies/%s/events".formatted(study), "Last-Event-ID", "nonsense")
        .isProblem(400, "invalid-event-id");
  }

  @Test
  void thousandsListenWithoutAThreadForEach() throws Exception {
    var study = client.study(Map.of());
    var threads = Thread.activeCount();
    var lines = new ArrayList<SocketChannel>();
    try {
      for (int i = 0; i < MANY; i++) {
        lines.add(connect(study));
      }
      await().atMost(PATIENCE).until(() -> listeners.count() == MANY);
      client.report(client.ask(study, "a", 1).get(0), 1, 0.25);

      for (var line : lines) {
        assertThat(readUntil(line, "event: measurement")).contains("\"value\":0.25");
      }
      assertThat(Thread.activeCount()).isLessThan(threads + 300);
    } finally {
      for (var line : lines) {
        line.close();
      }
    }
    // Who has gone is noticed when something is told.
    client.report(client.ask(study, "b", 1).get(0), 1, 0.5);
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              listeners.pulse();
              assertThat(listeners.count()).isZero();
            });
  }

  private SocketChannel connect(String study) throws Exception {
    var line = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    var request =
        "GET /api/v1/studies/%s/events HTTP/1.1\r\nHost: localhost\r\n\r\n".formatted(study);
    line.write(ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII)));
    return line;
  }

  private static String readUntil(SocketChannel line, String text) throws Exception {
    var all = new StringBuilder();
    var buffer = ByteBuffer.allocate(16_384);
    while (all.indexOf(text) < 0 || !all.toString().endsWith("\n\r\n")) {
      buffer.clear();
      if (line.read(buffer) < 0) {
        break;
      }
      all.append(StandardCharsets.UTF_8.decode(buffer.flip()));
    }
    return all.toString();
  }

  private void train(String study) {
    for (var trials = client.ask(study, "a", 3);
        !trials.isEmpty();
        trials = client.ask(study, "a", 3)) {
      for (var trial : trials) {
        var step = trial.assignment().get("last_step").asLong();
        do {
          step++;
        } while (client.report(trial, step, 1.0 / (step + trial.lease())).equals("CONTINUE"));
      }
    }
  }

  private List<Long> log(String study) {
    return db.sql(
            """
            select sequence from decision where study_id = :study
            union all
            select m.sequence from measurement m join trial t on t.id = m.trial_id where t.study_id = :study
            order by 1
            """)
        .param("study", UUID.fromString(study))
        .query(Long.class)
        .list();
  }

  private static boolean measured(Stream stream, String study) {
    return stream.events().stream()
        .anyMatch(
            event ->
                event.name().equals("measurement")
                    && event.data().get("study_id").asString().equals(study));
  }

  private static String lastState(Stream stream) {
    return stream.events().stream()
        .filter(event -> event.name().equals("study"))
        .map(event -> event.data().get("state").asString())
        .reduce("", (before, now) -> now);
  }

  private ConfigurableApplicationContext otherInstance() {
    return new SpringApplicationBuilder(TunerApplication.class)
        .run(
            "--server.port=0",
            "--spring.quartz.auto-startup=false",
            "--spring.datasource.url=" + database.getJdbcUrl(),
            "--spring.datasource.username=" + database.getUsername(),
            "--spring.datasource.password=" + database.getPassword());
  }

  private static int port(ConfigurableApplicationContext instance) {
    return Integer.parseInt(instance.getEnvironment().getRequiredProperty("local.server.port"));
  }
}
