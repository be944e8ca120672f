package dev.tuner.api.event;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A listener as a browser is one: it reads events until it is closed. */
final class Stream implements AutoCloseable {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final List<Event> events = new CopyOnWriteArrayList<>();
  private final java.util.stream.Stream<String> lines;
  private final HttpResponse<java.util.stream.Stream<String>> response;
  private String id;
  private String name;

  /** One event; the id is the last one that was sent with it or before it. */
  record Event(String id, String name, JsonNode data) {}

  private Stream(HttpResponse<java.util.stream.Stream<String>> response) {
    this.response = response;
    this.lines = response.body();
  }

  /**
   * @param lastEventId null: from now on
   */
  static Stream open(int port, String path, String lastEventId)
      throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v1" + path));
    if (lastEventId != null) {
      request.header("Last-Event-ID", lastEventId);
    }
    var client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    var stream = new Stream(client.send(request.build(), BodyHandlers.ofLines()));
    var reader = new Thread(stream::read, "listener");
    reader.setDaemon(true);
    reader.start();
    return stream;
  }

  int status() {
    return response.statusCode();
  }

  String type() {
    return response.headers().firstValue("Content-Type").orElse("");
  }

  List<Event> events() {
    return List.copyOf(events);
  }

  /** The places in the log of what was told of it, as they came. */
  List<Long> sequences() {
    return events.stream()
        .filter(event -> event.data().has("sequence"))
        .map(event -> event.data().get("sequence").asLong())
        .toList();
  }

  private void read() {
    try {
      lines.forEach(this::line);
    } catch (UncheckedIOException e) {
      return; // closed
    }
  }

  private void line(String line) {
    if (line.startsWith("id: ")) {
      id = line.substring(4);
    } else if (line.startsWith("event: ")) {
      name = line.substring(7);
    } else if (line.startsWith("data: ")) {
      events.add(new Event(id, name, JSON.readTree(line.substring(6))));
    }
  }

  @Override
  public void close() {
    lines.close();
  }
}
