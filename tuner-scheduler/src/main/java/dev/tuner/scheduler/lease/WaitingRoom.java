package dev.tuner.scheduler.lease;

import dev.tuner.scheduler.OwnThread;
import dev.tuner.scheduler.event.StudyChanged;
import dev.tuner.scheduler.event.StudyChangedElsewhere;
import dev.tuner.scheduler.worker.WorkerRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Where workers wait for work. A request waits here without a thread; one thread looks for work for
 * all of them together, in the order of their arrival, whenever a study changed here or on another
 * instance of the service, and now and then in any case.
 */
@Component
public class WaitingRoom extends OwnThread {
  private static final Logger LOG = LoggerFactory.getLogger(WaitingRoom.class);

  private final WorkFinder finder;
  private final WorkerRegistry workers;
  private final LeaseProperties properties;
  private final Map<UUID, Place> latest = new ConcurrentHashMap<>();
  private final ConcurrentLinkedQueue<Place> waiting = new ConcurrentLinkedQueue<>();
  private final Bell bell = new Bell();

  WaitingRoom(WorkFinder finder, WorkerRegistry workers, LeaseProperties properties) {
    super("work-dispatcher");
    this.finder = finder;
    this.workers = workers;
    this.properties = properties;
  }

  /**
   * Trials for the worker; completes as soon as there are any, or with none after {@code wait}. A
   * worker waits once: its earlier request, which it has given up, is answered with nothing.
   *
   * @throws dev.tuner.scheduler.worker.WorkerNotFoundException if the worker is not registered
   */
  public CompletableFuture<List<LeasedTrial>> acquire(WorkRequest request, Duration wait) {
    var limit = wait.compareTo(properties.maxWait()) < 0 ? wait : properties.maxWait();
    var worker = workers.get(request.workerId());
    var place = new Place(request, worker, System.nanoTime() + limit.toNanos());
    var earlier = latest.put(worker.id(), place);
    if (earlier != null) {
      earlier.leave();
    }
    waiting.add(place);
    bell.ring();
    return place.answer();
  }

  /** Work may have appeared: looks for it at once. */
  @TransactionalEventListener
  void workMayHaveAppeared(StudyChanged changed) {
    bell.ring();
  }

  @EventListener
  void workMayHaveAppeared(StudyChangedElsewhere changed) {
    bell.ring();
  }

  @Override
  protected void run() {
    while (goesOn()) {
      try {
        bell.await(properties.lookAgain().toMillis());
        if (!waiting.isEmpty()) {
          serve();
        }
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private void serve() {
    // who arrives from here on is served next time, and not answered before
    var places = List.copyOf(waiting);
    try {
      finder.serve(places.stream().filter(Place::isOpen).toList());
      places.stream().filter(Place::answerIfDue).forEach(this::remove);
    } catch (RuntimeException e) {
      LOG.warn("could not look for work, will look again: {}", e.toString());
      places.stream().filter(place -> place.failIfDue(e)).forEach(this::remove);
    }
  }

  private void remove(Place place) {
    waiting.remove(place);
    latest.remove(place.worker().id(), place);
  }

  @Override
  public void stop() {
    super.stop();
    waiting.forEach(Place::leave);
    waiting.clear();
  }
}
