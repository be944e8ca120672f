package dev.tuner.benchmarks.faults;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;

/** Faults other than a kill, each with what must be seen while it lasts. */
final class Trouble {

  private static final Duration REQUEST_LIMIT = Duration.ofSeconds(30);
  private static final int HOUR = 3600;

  private final Stack stack;
  private final Patience patience;
  private final Set<String> violations = new TreeSet<>();
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  Trouble(Stack stack, Patience patience) {
    this.stack = stack;
    this.patience = patience;
  }

  Set<String> violations() {
    return violations;
  }

  private void require(boolean holds, String violation) {
    if (!holds && violations.add(violation)) {
      System.err.println("faults: VIOLATED " + violation);
    }
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
      violations.add("without its database an instance did not answer: " + e);
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

  /** A worker and its trial stand still until the trial is taken from them, and go on. */
  String freeze() throws IOException, InterruptedException {
    var frozen = freezeBusyWorker();
    if (frozen == null) {
      violations.add("no worker had a trial to be frozen with");
      return "not done";
    }
    var children = frozen.worker().children();
    var lost = patience.await(() -> leaseOf(frozen.trial()) != frozen.lease());
    frozen.worker().freeze(false);
    require(lost, "a frozen worker keeps its trial");
    require(
        patience.await(() -> children.stream().noneMatch(ProcessHandle::isAlive)),
        "a trial's process goes on after its lease was lost");
    return "trial %s taken from %s, whose process ended when it woke"
        .formatted(frozen.trial(), frozen.worker().name());
  }

  private record Frozen(Program worker, String trial, long lease) {}

  private Frozen freezeBusyWorker() throws IOException, InterruptedException {
    for (int attempt = 0; attempt < 50; attempt++) {
      for (var worker : stack.workers()) {
        if (worker.children().isEmpty()) {
          continue;
        }
        worker.freeze(true);
        TimeUnit.MILLISECONDS.sleep(300); // what it had sent is answered by now
        var held = held(worker.name());
        if (held.size() == 1 && !worker.children().isEmpty()) {
          return new Frozen(worker, held.get(0), leaseOf(held.get(0)));
        }
        worker.freeze(false);
      }
      TimeUnit.MILLISECONDS.sleep(200);
    }
    return null;
  }

  private List<String> held(String worker) {
    try {
      return stack
          .database()
          .rows(
              "select t.id from trial t join worker w on w.id = t.worker_id where w.name = '%s'"
                  .formatted(worker))
          .stream()
          .map(row -> row.get("id").toString())
          .toList();
    } catch (SQLException e) {
      return List.of(); // away for now
    }
  }

  private long leaseOf(String trial) throws IOException {
    try {
      var row =
          stack
              .database()
              .rows("select lease_number, state from trial where id = '%s'".formatted(trial))
              .get(0);
      return row.get("state").equals("RUNNING") ? (Long) row.get("lease_number") : -1;
    } catch (SQLException e) {
      throw new IOException(e);
    }
  }

  /** The second instance's clock jumps an hour ahead, and back. */
  String clockJumps() throws IOException, InterruptedException {
    for (var seconds : List.of(HOUR, -HOUR, 0)) {
      var before = attempts();
      stack.setClock(seconds);
      TimeUnit.SECONDS.sleep(2L * Stack.LEASE_SECONDS);
      require(
          attempts() == before, "leases were lost when a clock jumped to %+d s".formatted(seconds));
      var busy = freezeBusyWorker();
      if (busy != null) {
        require(
            patience.await(() -> leaseOf(busy.trial()) != busy.lease()),
            "an expired lease is not taken back after a clock jumped to %+d s".formatted(seconds));
        busy.worker().freeze(false);
      }
    }
    return "+1 h, -1 h and back: no lease lost, expired ones taken back";
  }

  private long attempts() throws IOException {
    try {
      var sum =
          stack.database().rows("select coalesce(sum(attempt - 1), 0)::bigint as n from trial");
      return (Long) sum.get(0).get("n");
    } catch (SQLException e) {
      throw new IOException(e);
    }
  }
}
