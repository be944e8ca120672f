package dev.tuner.benchmarks.faults;

import java.io.IOException;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * The second instance's clock jumps an hour ahead, an hour back, and to where it was, and no lease
 * may be lost by it. What was lost before the first jump is told too, as a sign of a busy machine.
 */
final class ClockJumps {

  private static final int HOUR = 3600;
  private static final List<Integer> JUMPS = List.of(HOUR, -HOUR, 0);

  private final Stack stack;
  private final Freezing freezing;
  private final Violations violations;
  private final Map<String, Long> lost = new LinkedHashMap<>();
  private int takenBack;

  ClockJumps(Stack stack, Freezing freezing, Violations violations) {
    this.stack = stack;
    this.freezing = freezing;
    this.violations = violations;
  }

  /** What was lost in the same time before the jumps and after each. */
  String run() throws IOException, InterruptedException {
    var before = lostDuringLeases();
    lost.put("before", before);
    for (var seconds : JUMPS) {
      stack.setClock(seconds);
      var name = seconds == 0 ? "back" : "%+d h".formatted(seconds / HOUR);
      var lostNow = lostDuringLeases();
      lost.put(name, lostNow);
      violations.require(
          lostNow == 0,
          "%d leases were lost when a clock jumped (%s), and %d in as long before it"
              .formatted(lostNow, name, before));
      takeBack(name);
    }
    var counts =
        lost.entrySet().stream()
            .map(each -> each.getKey() + " " + each.getValue())
            .collect(Collectors.joining(", "));
    return "leases lost in %d s each: %s; expired ones taken back after %d of %d jumps"
        .formatted(windowSeconds(), counts, takenBack, JUMPS.size());
  }

  private void takeBack(String jump) throws IOException, InterruptedException {
    var busy = freezing.freezeBusyWorker();
    if (busy == null) {
      violations.require(false, "no worker had a trial to be frozen with after the jump " + jump);
      return;
    }
    var back = freezing.awaitTakenBack(busy);
    busy.worker().freeze(false);
    violations.require(back, "an expired lease is not taken back after the jump " + jump);
    takenBack += back ? 1 : 0;
  }

  private static long windowSeconds() {
    return 4L * Stack.LEASE_SECONDS;
  }

  /** Losses while all leases that live now would have expired if they were not renewed. */
  private long lostDuringLeases() throws IOException, InterruptedException {
    var before = attempts();
    TimeUnit.SECONDS.sleep(windowSeconds());
    return attempts() - before;
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
