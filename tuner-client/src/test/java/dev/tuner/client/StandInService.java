package dev.tuner.client;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * An HTTP server with canned answers. A path that is given several answers gives one after the
 * other, and the last one from then on.
 */
public final class StandInService implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Map<String, Deque<Answer>> answers = new ConcurrentHashMap<>();
  private final List<Request> requests = new CopyOnWriteArrayList<>();

  private StandInService(HttpServer server) {
    this.server = server;
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  /** Starts on a free port of this machine. */
  public static StandInService start() {
    try {
      var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
      return new StandInService(HttpServer.create(address, 0));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where it listens. */
  public URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** A call such as {@code "GET /studies"}, without {@code /api/v1} and query, gets these. */
  public StandInService on(String call, Answer... given) {
    answers.put(call, new ArrayDeque<>(Arrays.asList(given)));
    return this;
  }

  /** A call gets this record as its 200 answer. */
  public StandInService gives(String call, Object record) {
    return on(call, Answer.of(200, record));
  }

  /** What arrived so far, in order. */
  public List<Request> requests() {
    return List.copyOf(requests);
  }

  /** How often a call such as {@code "GET /studies"} arrived. */
  public long count(String call) {
    return requests.stream().filter(request -> request.call().equals(call)).count();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      var request = Request.of(exchange);
      requests.add(request);
      var answer = next(request.call());
      if (answer.status() == Answer.CUT_OFF) {
        // Promising more bytes than come makes the client see a broken connection.
        exchange.sendResponseHeaders(200, 1000);
        exchange.getResponseBody().write('x');
        return;
      }
      answer.headers().forEach(exchange.getResponseHeaders()::set);
      var bytes = answer.body().getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  private Answer next(String call) {
    var queue = answers.get(call);
    if (queue == null) {
      return Answer.problem(404, "not-found", "There is no " + call);
    }
    synchronized (queue) {
      return queue.size() > 1 ? queue.remove() : queue.element();
    }
  }

  /** What a client sent. */
  public record Request(String call, String query, Map<String, List<String>> headers, String body) {
    static Request of(HttpExchange exchange) throws IOException {
      var path = exchange.getRequestURI().getPath().replaceFirst("^/api/v1", "");
      return new Request(
          exchange.getRequestMethod() + " " + path,
          exchange.getRequestURI().getQuery(),
          Map.copyOf(exchange.getRequestHeaders()),
          new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    }

    /** A header's only value. */
    public String header(String name) {
      return headers.entrySet().stream()
          .filter(entry -> entry.getKey().equalsIgnoreCase(name))
          .map(entry -> entry.getValue().get(0))
          .findFirst()
          .orElse(null);
    }
  }

  /** A canned answer. */
  public record Answer(int status, Map<String, String> headers, String body) {
    static final int CUT_OFF = -1;

    /** A record as JSON. */
    public static Answer of(int status, Object record) {
      return new Answer(status, Map.of("Content-Type", "application/json"), WireJson.text(record));
    }

    /** A text as it is. */
    public static Answer text(int status, String body) {
      return new Answer(status, Map.of(), body);
    }

    /** A problem without fields. */
    public static Answer problem(int status, String code, String detail) {
      return of(status, Map.of("status", status, "code", code, "detail", detail));
    }

    /** The connection ends in the middle of the answer. */
    public static Answer cutOff() {
      return new Answer(CUT_OFF, Map.of(), "");
    }

    /** This answer with a header. */
    public Answer with(String name, String value) {
      return new Answer(status, Map.of(name, value), body);
    }
  }
}
