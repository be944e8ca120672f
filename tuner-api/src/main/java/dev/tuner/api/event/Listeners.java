package dev.tuner.api.event;

import dev.tuner.scheduler.UnavailableException;
import dev.tuner.scheduler.feed.Audience;
import dev.tuner.scheduler.feed.FeedEvent;
import dev.tuner.scheduler.feed.FeedTail;
import dev.tuner.scheduler.feed.StudyFeed;
import jakarta.servlet.AsyncContext;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** All who listen at this instance of the service. */
@Component
class Listeners implements Audience, SmartLifecycle {

  private static final int MOST = 8_000;
  private static final Frame PULSE = Frames.comment("alive");

  private final FeedTail tail;
  private final StudyFeed feed;
  private final Frames frames;
  private final Map<UUID, Set<Listener>> byStudy = new ConcurrentHashMap<>();
  private final EveryStudy everyStudy;
  // Thousands who come at once must not take every connection to the database.
  private final Semaphore readers = new Semaphore(4);
  private final AtomicInteger count = new AtomicInteger();
  private volatile boolean running;

  Listeners(FeedTail tail, StudyFeed feed, Frames frames) {
    this.tail = tail;
    this.feed = feed;
    this.frames = frames;
    this.everyStudy = new EveryStudy(frames);
  }

  /**
   * Tells the study's events from now on, or from after a place in its log.
   *
   * @param after the last place that the listener knows; null: it read the study just now
   */
  void listen(UUID studyId, Long after, AsyncContext request) throws IOException {
    requireRoom();
    var ending = new OnEnd(studyId);
    var line = new Line(request, ending);
    var listener = new Listener(line, frames.of(StudyFeed.reset(studyId, 0), null));
    ending.listener = listener;
    synchronized (byStudy) {
      byStudy.computeIfAbsent(studyId, id -> ConcurrentHashMap.newKeySet()).add(listener);
    }
    count.incrementAndGet();
    try {
      var news = past(studyId, after == null ? Long.MAX_VALUE : after);
      listener.start(
          news.events().stream().map(event -> frames.of(event, id(event))).toList(), news.until());
      tail.follow(studyId, news.until());
    } catch (DataAccessException | TransactionException e) {
      line.end(); // the database is away: the stream has begun, so its end says so
    }
  }

  private StudyFeed.News past(UUID studyId, long after) {
    readers.acquireUninterruptibly();
    try {
      return feed.since(studyId, after);
    } finally {
      readers.release();
    }
  }

  /** Tells the events of every study. */
  void listenToAll(String after, AsyncContext request) throws IOException {
    requireRoom();
    var ending = new OnEnd(null);
    var line = new Line(request, ending);
    ending.line = line;
    count.incrementAndGet();
    everyStudy.join(line, after);
    tail.followAll(true);
  }

  int count() {
    return count.get();
  }

  private void requireRoom() {
    if (count.get() >= MOST || !running) {
      throw new UnavailableException(
          "%d listen to this instance of the service already; listen to another one"
              .formatted(count.get()));
    }
  }

  /** The place after which a listener can go on when this event is the last one it got. */
  private static String id(FeedEvent event) {
    return event.type() == FeedEvent.Type.TRIAL ? null : Long.toString(event.sequence());
  }

  @Override
  public void tell(List<FeedEvent> events) {
    var listening = byStudy.getOrDefault(events.get(0).studyId(), Set.of());
    if (!listening.isEmpty()) {
      var told =
          events.stream()
              .map(event -> new Listener.Told(event, frames.of(event, id(event))))
              .toList();
      listening.forEach(listener -> listener.tell(told));
    }
    everyStudy.tell(events);
  }

  @Override
  public void pulse() {
    lines().forEach(line -> line.pulse(PULSE));
  }

  private List<Line> lines() {
    return Stream.concat(
            byStudy.values().stream().flatMap(Set::stream).map(Listener::line),
            everyStudy.lines().stream())
        .toList();
  }

  /** What to do when a listener has gone; it may be called more than once. */
  private final class OnEnd implements Runnable {
    private final UUID studyId;
    private volatile Listener listener;
    private volatile Line line;

    OnEnd(UUID studyId) {
      this.studyId = studyId;
    }

    @Override
    public void run() {
      if (studyId == null ? everyStudy.leave(line) : leave()) {
        count.decrementAndGet();
      }
      if (studyId == null && everyStudy.lines().isEmpty()) {
        tail.followAll(false);
      }
    }

    private boolean leave() {
      synchronized (byStudy) {
        var listening = byStudy.getOrDefault(studyId, Set.of());
        var was = listener != null && listening.remove(listener);
        if (was && listening.isEmpty()) {
          byStudy.remove(studyId);
          tail.forget(studyId);
        }
        return was;
      }
    }
  }

  @Override
  public void start() {
    running = true;
  }

  /** Before the web server waits for its requests: these would never end. */
  @Override
  public void stop() {
    running = false;
    lines().forEach(Line::end);
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  @Override
  public int getPhase() {
    return Integer.MAX_VALUE;
  }
}
