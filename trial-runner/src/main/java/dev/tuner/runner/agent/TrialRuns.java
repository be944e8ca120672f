package dev.tuner.runner.agent;

import dev.tuner.wire.Assignment;
import dev.tuner.wire.LeaseRef;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The trials that run on this worker now. Safe for use by many threads. */
final class TrialRuns {

  private static final Logger LOG = LoggerFactory.getLogger(TrialRuns.class);

  private final TrialLauncher launcher;
  private final Slots slots;
  private final RunEndings endings;
  private final Map<LeaseRef, TrialRun> running = new ConcurrentHashMap<>();
  private final Executor settling = Executors.newCachedThreadPool(Daemons.named("trial-end"));

  TrialRuns(TrialLauncher launcher, Slots slots, RunEndings endings) {
    this.launcher = launcher;
    this.slots = slots;
    this.endings = endings;
  }

  /** Starts a trial, unless it runs already: a lease may be handed out a second time. */
  void start(Assignment assignment) {
    var lease = new LeaseRef(assignment.trialId(), assignment.lease());
    if (running.containsKey(lease)) {
      return;
    }
    var slot = slots.take(assignment);
    try {
      var run = launcher.start(assignment, slot);
      running.put(lease, run);
      LOG.info("{} {}", run.title(), beginning(assignment));
      settling.execute(() -> settle(run));
    } catch (IOException e) {
      slots.giveBack(slot);
      endings.notStarted(assignment, e);
    }
  }

  /** The leases of everything that runs. */
  List<LeaseRef> held() {
    return List.copyOf(running.keySet());
  }

  /** Kills the trials of these leases, as far as they run. */
  void abort(Collection<LeaseRef> leases, String reason) {
    leases.stream().map(running::get).filter(run -> run != null).forEach(run -> run.abort(reason));
  }

  /**
   * Gives all trials back: each is asked to save its state, and is killed if it has not done so
   * within {@code grace}.
   */
  void releaseAll(Duration grace) throws InterruptedException {
    running.values().forEach(TrialRun::askToRelease);
    try {
      allSettled().get(grace.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      for (var run : running.values()) {
        run.abort("it saved no state within %d s".formatted(grace.toSeconds()));
        endings.releaseUnsaved(run);
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("A trial's end could not be settled", e);
    }
  }

  private CompletableFuture<Void> allSettled() {
    return CompletableFuture.allOf(
        running.values().stream().map(TrialRun::settled).toArray(CompletableFuture<?>[]::new));
  }

  private void settle(TrialRun run) {
    try {
      run.exit().join();
      launcher.ended(run);
      endings.settle(run);
    } finally {
      running.remove(run.lease());
      slots.giveBack(run.slot());
      run.settled().complete(null);
    }
  }

  private static String beginning(Assignment assignment) {
    if (assignment.checkpointStep() == null) {
      return "started at step 0 with " + assignment.config();
    }
    var donor = assignment.takesOver();
    return donor == null
        ? "resumed from step " + assignment.checkpointStep()
        : "took over from trial %d at step %d, with %s"
            .formatted(donor.number(), donor.step(), assignment.config());
  }
}
