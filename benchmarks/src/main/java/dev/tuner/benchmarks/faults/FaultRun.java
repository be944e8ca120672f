package dev.tuner.benchmarks.faults;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Runs studies on everything real, does what the plan says to it, and checks what must hold. */
public final class FaultRun {

  private final FaultPlan plan;
  private final Map<String, String> seen = new LinkedHashMap<>();
  private final Set<String> violations = new TreeSet<>();

  private FaultRun(FaultPlan plan) {
    this.plan = plan;
  }

  /**
   * What was done and seen, by name, and what should not have been.
   *
   * @param violations none when all is well
   */
  public record Report(Map<String, String> seen, Set<String> violations) {}

  /** Carries out the plan. Its folder is left behind for the curious. */
  public static Report of(FaultPlan plan) throws IOException, InterruptedException, SQLException {
    var run = new FaultRun(plan);
    try (var stack = Stack.start(plan);
        var workload = new Workload(stack.door().address(), stack.journal());
        var watch = new Watch(stack.database())) {
      run.trouble(stack, workload, watch);
      run.check(stack, workload, watch);
    }
    return new Report(run.seen, run.violations);
  }

  private void trouble(Stack stack, Workload workload, Watch watch)
      throws IOException, InterruptedException {
    var patience = new Patience(plan.patience());
    var trouble = new Trouble(stack, patience);
    trouble.awaitServices();
    workload.start();
    watch.start();
    var chaos = new Chaos(stack, plan.seed());
    chaos.kill(plan.kills(), plan.meanPause().toMillis());
    if (chaos.total() < plan.kills()) {
      violations.add(
          "only %d of %d kills found anything to kill".formatted(chaos.total(), plan.kills()));
    }
    chaos.kills().forEach((victim, count) -> seen.put("killed " + victim, Integer.toString(count)));
    trouble.awaitServices();
    seen.put("PostgreSQL away", trouble.outage(plan.outage()));
    seen.put("bad network", trouble.badNetwork(plan.network()));
    seen.put("frozen worker", trouble.freeze());
    seen.put("clock", plan.clockLibrary().isPresent() ? trouble.clockJumps() : "no libfaketime");
    workload.finish();
    if (!patience.await(() -> workload.size() > 0 && workload.open().isEmpty())) {
      violations.add("studies do not end: " + workload.open());
    }
    violations.addAll(trouble.violations());
  }

  private void check(Stack stack, Workload workload, Watch watch) throws IOException, SQLException {
    var checks = new Checks(stack.database());
    checks.checkTables();
    checks.checkCheckpoints(stack.checkpoints());
    checks.checkJournal(stack.journal());
    seen.put("studies", Integer.toString(workload.size()));
    seen.put("reports stored", Integer.toString(checks.stored()));
    seen.put("of them acknowledged", Integer.toString(checks.acknowledged()));
    seen.put("looks at the limits", Integer.toString(watch.looks()));
    violations.addAll(checks.violations());
    violations.addAll(watch.violations());
    violations.addAll(workload.refusals());
  }

  /** Libraries by which a program's clock can be moved, where Debian installs them. */
  static final String CLOCK_LIBRARY = "/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1";

  /** A short run: some kills of each kind, and each other fault once. */
  public static FaultPlan shortPlan(Path home, Path folder, long seed) {
    return new FaultPlan(
        home,
        folder,
        seed,
        10,
        Duration.ofSeconds(2),
        Duration.ofSeconds(4),
        Duration.ofSeconds(4),
        Optional.empty(),
        Duration.ofMinutes(5));
  }
}
