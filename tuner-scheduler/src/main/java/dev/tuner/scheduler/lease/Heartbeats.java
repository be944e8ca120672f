package dev.tuner.scheduler.lease;

import dev.tuner.scheduler.OwnThread;
import dev.tuner.scheduler.UnavailableException;
import dev.tuner.scheduler.worker.WorkerNotFoundException;
import dev.tuner.scheduler.worker.WorkerRegistry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Keeps the leases of live workers alive. What has arrived while the last transaction was committed
 * is taken in by one: two statements, however many workers there are.
 */
@Service
public class Heartbeats extends OwnThread {
  private static final int AT_ONCE = 2_000;
  private static final int QUEUE = 20_000;

  private final WorkerRegistry workers;
  private final Leases leases;
  private final TransactionTemplate transaction;
  private final BlockingQueue<Beat> waiting = new ArrayBlockingQueue<>(QUEUE);

  Heartbeats(WorkerRegistry workers, Leases leases, TransactionTemplate transaction) {
    super("heartbeats");
    this.workers = workers;
    this.leases = leases;
    this.transaction = transaction;
  }

  /** A worker is alive and holds these leases. */
  record Beat(UUID workerId, List<LeaseRef> held, CompletableFuture<List<LeaseRef>> answer) {
    void answer(Set<UUID> registered, Set<LeaseRef> renewed) {
      if (registered.contains(workerId)) {
        answer.complete(held.stream().filter(lease -> !renewed.contains(lease)).toList());
      } else {
        answer.completeExceptionally(new WorkerNotFoundException(workerId));
      }
    }
  }

  private record Taken(Set<UUID> registered, Set<LeaseRef> renewed) {}

  /**
   * The worker is alive and holds these leases: renews them all.
   *
   * @return the leases among them that are over: expired, cancelled, or given to somebody else; or
   *     {@link WorkerNotFoundException} if the worker is not registered
   * @throws UnavailableException when too many heartbeats are waiting already
   */
  public CompletableFuture<List<LeaseRef>> beat(UUID workerId, Collection<LeaseRef> held) {
    var beat = new Beat(workerId, List.copyOf(held), new CompletableFuture<>());
    if (!isRunning() || !waiting.offer(beat)) {
      throw new UnavailableException("too many heartbeats are waiting; try again in a second");
    }
    return beat.answer();
  }

  @Override
  protected void run() {
    while (goesOn()) {
      try {
        var beats = new ArrayList<>(List.of(waiting.take()));
        waiting.drainTo(beats, AT_ONCE - 1);
        take(beats);
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private void take(List<Beat> beats) {
    try {
      var taken = transaction.execute(status -> renew(beats));
      beats.forEach(beat -> beat.answer(taken.registered(), taken.renewed()));
    } catch (RuntimeException e) {
      beats.forEach(beat -> beat.answer().completeExceptionally(e));
    }
  }

  private Taken renew(List<Beat> beats) {
    return new Taken(
        workers.seen(beats.stream().map(Beat::workerId).toList()), leases.renewHeld(beats));
  }

  @Override
  public void stop() {
    super.stop();
    var stopping = new UnavailableException("the service is stopping; try again");
    waiting.forEach(beat -> beat.answer().completeExceptionally(stopping));
    waiting.clear();
  }

  /** Stops after the web server, so that requests under way are still answered. */
  @Override
  public int getPhase() {
    return DEFAULT_PHASE - 4096;
  }
}
