package dev.tuner.benchmarks.faults;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Workers that stand still with their trial until it is taken from them, and go on. */
final class Freezing {

  private static final int CONFLICT = 409;
  private static final int MOST_TRIES = 5;

  private final Stack stack;
  private final Patience patience;
  private final Violations violations;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  Freezing(Stack stack, Patience patience, Violations violations) {
    this.stack = stack;
    this.patience = patience;
    this.violations = violations;
  }

  /** A worker that stands still, and the trial that it held when it stopped. */
  record Frozen(Program worker, String trial, long lease) {}

  /**
   * A worker and its trial stand still beyond their lease. What they send when they wake is
   * refused, by every instance, and the trial's process ends.
   */
  String freeze() throws IOException, InterruptedException {
    for (int tries = 1; tries <= MOST_TRIES; tries++) {
      var frozen = freezeBusyWorker();
      if (frozen == null) {
        break;
      }
      var refused = wake(frozen);
      if (!refused.isEmpty()) {
        return "trial taken from %s; when its process woke, %s got 409, and it ended"
            .formatted(frozen.worker().name(), String.join(" and ", refused));
      }
    }
    violations.require(false, "no worker was seen to be refused after it stood still");
    return "not seen";
  }

  /** Takes the trial away, wakes the worker; which of its requests were refused. */
  private List<String> wake(Frozen frozen) throws IOException, InterruptedException {
    var children = frozen.worker().children();
    var lost = awaitTakenBack(frozen);
    violations.require(lost, "a frozen worker keeps its trial");
    for (var port : stack.ports()) {
      var status = reportUnderOldLease(frozen, port);
      violations.require(
          status == CONFLICT, "a report under a lost lease was answered with " + status);
    }
    frozen.worker().wakeChildren();
    patience.await(
        () -> !refused(frozen).isEmpty() || children.stream().noneMatch(ProcessHandle::isAlive));
    frozen.worker().freeze(false);
    violations.require(
        patience.await(() -> children.stream().noneMatch(ProcessHandle::isAlive)),
        "a trial's process goes on after its lease was lost");
    return refused(frozen);
  }

  /** Requests about the trial that the door saw answered with 409. */
  private List<String> refused(Frozen frozen) {
    return stack.door().conflicts().stream()
        .filter(request -> request.contains("/trials/" + frozen.trial()))
        .map(request -> request.replace(frozen.trial(), "ID"))
        .distinct()
        .toList();
  }

  /** False when the lease was not taken back in time. */
  boolean awaitTakenBack(Frozen frozen) throws InterruptedException {
    return patience.await(() -> leaseOf(frozen.trial()) != frozen.lease());
  }

  private int reportUnderOldLease(Frozen frozen, int port)
      throws IOException, InterruptedException {
    var path = "http://127.0.0.1:%d/api/v1/trials/%s/measurements".formatted(port, frozen.trial());
    var body =
        "{\"lease\":%d,\"step\":1000,\"metrics\":{\"loss\":0,\"mark\":0}}"
            .formatted(frozen.lease());
    var request =
        HttpRequest.newBuilder(URI.create(path))
            .timeout(Duration.ofSeconds(30))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build();
    return http.send(request, BodyHandlers.discarding()).statusCode();
  }

  /** Stops a worker that runs a trial; null when there is none. */
  Frozen freezeBusyWorker() throws IOException, InterruptedException {
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
}
