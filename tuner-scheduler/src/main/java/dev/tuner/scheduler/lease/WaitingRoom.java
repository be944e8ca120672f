package dev.tuner.scheduler.lease;

import dev.tuner.scheduler.event.StudyChanged;
import dev.tuner.scheduler.worker.Workers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Where workers wait for work. A request that finds nothing waits here without a thread; one thread
 * tries the waiting requests, in the order of their arrival, whenever a study changed, and once a
 * second in any case, because another instance of the service may have changed one.
 */
@Component
public class WaitingRoom implements SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(WaitingRoom.class);
  private static final long POLL_MILLIS = 1000;

  private final WorkFinder finder;
  private final Workers workers;
  private final LeaseProperties properties;
  private final ConcurrentLinkedQueue<Waiting> waiting = new ConcurrentLinkedQueue<>();
  private final Semaphore news = new Semaphore(0);
  private volatile Thread dispatcher;

  WaitingRoom(WorkFinder finder, Workers workers, LeaseProperties properties) {
    this.finder = finder;
    this.workers = workers;
    this.properties = properties;
  }

  /**
   * Trials for the worker; completes as soon as there are any, or with none after {@code wait}.
   *
   * @throws dev.tuner.scheduler.worker.WorkerNotFoundException if the worker is not registered
   */
  public CompletableFuture<List<LeasedTrial>> acquire(WorkRequest request, Duration wait) {
    workers.get(request.workerId());
    var found = finder.find(request);
    if (!found.isEmpty() || wait.isZero()) {
      return CompletableFuture.completedFuture(found);
    }
    var limit = wait.compareTo(properties.maxWait()) < 0 ? wait : properties.maxWait();
    var place = new Waiting(request, System.nanoTime() + limit.toNanos());
    waiting.add(place);
    news.release(); // something may have changed since the look above
    return place.answer();
  }

  @TransactionalEventListener
  void workMayHaveAppeared(StudyChanged changed) {
    news.release();
  }

  private void dispatch() {
    while (dispatcher == Thread.currentThread()) {
      try {
        if (!news.tryAcquire(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
          LOG.trace("nothing was announced; looking all the same");
        }
        news.drainPermits();
        waiting.removeIf(this::served);
      } catch (InterruptedException e) {
        return;
      } catch (RuntimeException e) {
        LOG.warn("could not look for work, will look again: {}", e.toString());
      }
    }
  }

  private boolean served(Waiting place) {
    if (place.answer().isDone()) {
      return true;
    }
    var found = finder.find(place.request());
    if (found.isEmpty() && System.nanoTime() - place.deadlineNanos() < 0) {
      return false;
    }
    return place.answer().complete(found);
  }

  @Override
  public void start() {
    dispatcher = new Thread(this::dispatch, "work-dispatcher");
    dispatcher.setDaemon(true);
    dispatcher.start();
  }

  @Override
  public void stop() {
    var running = dispatcher;
    dispatcher = null;
    running.interrupt();
    waiting.forEach(place -> place.answer().complete(List.of()));
    waiting.clear();
  }

  @Override
  public boolean isRunning() {
    return dispatcher != null;
  }

  private record Waiting(
      WorkRequest request, long deadlineNanos, CompletableFuture<List<LeasedTrial>> answer) {
    Waiting(WorkRequest request, long deadlineNanos) {
      this(request, deadlineNanos, new CompletableFuture<>());
    }
  }
}
