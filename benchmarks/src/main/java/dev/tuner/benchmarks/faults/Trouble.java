package dev.tuner.benchmarks.faults;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;

/** A database that is away and a network that is bad, and what must be seen while they last. */
final class Trouble {

  private static final Duration REQUEST_LIMIT = Duration.ofSeconds(30);

  private final Stack stack;
  private final Patience patience;
  private final Violations violations;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  Trouble(Stack stack, Patience patience, Violations violations) {
    this.stack = stack;
    this.patience = patience;
    this.violations = violations;
  }

  private void require(boolean holds, String violation) {
    violations.require(holds, violation);
  }

  void awaitServices() throws InterruptedException {
    require(
        patience.await(() -> stack.services().stream().allMatch(Program::isReady)),
        "an instance of the service does not come back");
    require(
        patience.await(() -> get(0).statusCode() == 200 && get(1).statusCode() == 200),
        "an instance of the service does not answer");
  }

  /**
   * PostgreSQL is away: requests are answered with 503 and Retry-After, and nothing else. Who was
   * at work goes on after it.
   *
   * @param reports how many reports a client that stays at work was acknowledged so far
   */
  String outage(Duration length, IntSupplier reports) throws IOException, InterruptedException {
    stack.database().forbid();
    var end = System.nanoTime() + length.toNanos();
    var answers = 0;
    while (System.nanoTime() - end < 0) {
      for (int instance = 0; instance < stack.ports().size(); instance++) {
        requireUnavailable(instance);
        answers++;
      }
      TimeUnit.MILLISECONDS.sleep(200);
    }
    var before = reports.getAsInt();
    stack.database().allow();
    awaitServices();
    require(
        patience.await(() -> reports.getAsInt() > before),
        "a client does not go on after PostgreSQL was away");
    return "%d s, %d requests answered with 503 and Retry-After"
        .formatted(length.toSeconds(), answers);
  }

  private void requireUnavailable(int instance) throws InterruptedException {
    try {
      var answer = get(instance);
      require(
          answer.statusCode() == 503 && answer.headers().firstValue("Retry-After").isPresent(),
          "without its database an instance answered %d, Retry-After %s"
              .formatted(answer.statusCode(), answer.headers().firstValue("Retry-After")));
    } catch (IOException e) {
      require(false, "without its database an instance did not answer: " + e);
    }
  }

  private HttpResponse<String> get(int instance) throws IOException, InterruptedException {
    var address =
        URI.create("http://127.0.0.1:%d/api/v1/studies".formatted(stack.ports().get(instance)));
    return http.send(
        HttpRequest.newBuilder(address).timeout(REQUEST_LIMIT).build(), BodyHandlers.ofString());
  }

  /** Connections are slow, are cut at any moment, and deliver requests twice. */
  String badNetwork(Duration length) throws InterruptedException {
    var end = System.nanoTime() + length.toNanos();
    var before = stack.door().repeated();
    var cut = 0;
    stack.door().deliverTwice(true);
    stack.door().slow(50);
    while (System.nanoTime() - end < 0) {
      TimeUnit.MILLISECONDS.sleep(700);
      cut += stack.door().cut();
    }
    stack.door().slow(0);
    stack.door().deliverTwice(false);
    return "%d s, %d connections cut, %d requests delivered twice"
        .formatted(length.toSeconds(), cut, stack.door().repeated() - before);
  }
}
