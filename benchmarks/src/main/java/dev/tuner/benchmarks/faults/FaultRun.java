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
        var notebook = new Notebook(stack.door().address(), stack.journal());
        var watch = new Watch(stack.database())) {
      notebook.start();
      run.trouble(stack, workload, watch, notebook);
      run.check(stack, workload, watch);
      run.see("a notebook's reports", Integer.toString(notebook.acknowledged()));
      run.violations.addAll(notebook.refusals());
    }
    return new Report(run.seen, run.violations);
  }

  private void see(String name, String value) {
    seen.put(name, value);
    System.err.printf("faults: %s: %s%n", name, value);
  }

  private void trouble(Stack stack, Workload workload, Watch watch, Notebook notebook)
      throws IOException, InterruptedException {
    var patience = new Patience(plan.patience());
    var wrong = new Violations();
    var trouble = new Trouble(stack, patience, wrong);
    var freezing = new Freezing(stack, patience, wrong);
    trouble.awaitServices();
    workload.start();
    watch.start();
    kill(stack);
    trouble.awaitServices();
    see("PostgreSQL away", trouble.outage(plan.outage(), notebook::acknowledged));
    see("bad network", trouble.badNetwork(plan.network()));
    see("frozen worker", freezing.freeze());
    see(
        "clock",
        plan.clockLibrary().isPresent()
            ? new ClockJumps(stack, freezing, wrong).run()
            : "no libfaketime");
    notebook.finish();
    workload.finish();
    if (!patience.await(() -> workload.size() > 0 && workload.open().isEmpty())) {
      violations.add("studies do not end: " + workload.open());
    }
    violations.addAll(wrong.all());
  }

  private void kill(Stack stack) throws IOException, InterruptedException {
    var chaos = new Chaos(stack, plan.seed());
    chaos.kill(plan);
    if (chaos.total() < plan.kills()) {
      violations.add(
          "only %d of %d kills found anything to kill within %d s"
              .formatted(chaos.total(), plan.kills(), plan.longest().toSeconds()));
    }
    chaos.kills().forEach((victim, count) -> see("killed " + victim, Integer.toString(count)));
  }

  private void check(Stack stack, Workload workload, Watch watch) throws IOException, SQLException {
    var checks = new Checks(stack.database());
    checks.checkTables();
    checks.checkCheckpoints(stack.checkpoints());
    checks.checkJournal(stack.journal());
    see("studies", Integer.toString(workload.size()));
    see("reports stored", Integer.toString(checks.stored()));
    see("of them acknowledged", Integer.toString(checks.acknowledged()));
    see("decisions replayed", Long.toString(checks.replay(workload.client())));
    see("looks at the limits", Integer.toString(watch.looks()));
    see("longest overdue lease", "%.1f s".formatted(watch.longestOverdue()));
    violations.addAll(checks.violations());
    violations.addAll(watch.violations());
    violations.addAll(workload.refusals());
  }

  /**
   * By which a program's clock can be moved, where Debian installs it. Its variant for threads
   * makes two system calls for each look at a clock: the service took minutes to start.
   */
  static final String CLOCK_LIBRARY = "/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1";

  /** A short run: some kills of each kind, and each other fault once. */
  public static FaultPlan shortPlan(Path home, Path folder, long seed) {
    return new FaultPlan(
        home,
        folder,
        seed,
        10,
        Duration.ofSeconds(2),
        Duration.ofMinutes(5),
        Duration.ofSeconds(4),
        Duration.ofSeconds(4),
        Optional.empty(),
        Duration.ofMinutes(5));
  }
}
