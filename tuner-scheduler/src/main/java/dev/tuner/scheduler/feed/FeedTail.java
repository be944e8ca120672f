package dev.tuner.scheduler.feed;

import dev.tuner.scheduler.OwnThread;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Follows the logs of the studies that somebody listens to, and tells the audience: one thread and
 * one query a tick for this instance, and one more for each study that has news, however many
 * listen.
 */
@Component
public class FeedTail extends OwnThread {

  private static final Logger LOG = LoggerFactory.getLogger(FeedTail.class);

  private final StudyFeed feed;
  private final ObjectProvider<Audience> audience; // there is none without an edge
  private final JdbcClient db;
  private final FeedProperties properties;
  private final Map<UUID, Followed> followed = new ConcurrentHashMap<>();
  private final Set<UUID> wanted = ConcurrentHashMap.newKeySet();
  private volatile boolean all;

  FeedTail(
      StudyFeed feed, ObjectProvider<Audience> audience, JdbcClient db, FeedProperties properties) {
    super("event-tail");
    this.feed = feed;
    this.audience = audience;
    this.db = db;
    this.properties = properties;
  }

  /** Where a study's log was read until, and what was told of its open trials. */
  private static final class Followed {
    private long position;
    private long version = -1;
    private Map<String, Object> trials = new HashMap<>();

    Followed(long position) {
      this.position = position;
    }
  }

  private record Seen(UUID id, long version, long sequence, boolean isNew) {}

  /**
   * Follows the study from this place of its log on, unless it is followed already.
   *
   * @param position the place until which the first listener knows everything
   */
  public void follow(UUID studyId, long position) {
    wanted.add(studyId);
    followed.putIfAbsent(studyId, new Followed(position));
  }

  /** Nobody listens to this study any more. */
  public void forget(UUID studyId) {
    wanted.remove(studyId);
    if (!all) {
      followed.remove(studyId);
    }
  }

  /** Whether to follow every open study. */
  public void followAll(boolean wantsAll) {
    all = wantsAll;
    if (!wantsAll) {
      followed.keySet().retainAll(wanted);
    }
  }

  @Override
  protected void run() {
    var lastPulse = System.nanoTime();
    var started = all;
    while (goesOn()) {
      try {
        started = tick(started);
        if (System.nanoTime() - lastPulse > properties.pulse().toNanos()) {
          audience.forEach(Audience::pulse);
          lastPulse = System.nanoTime();
        }
        TimeUnit.MILLISECONDS.sleep(properties.every().toMillis());
      } catch (InterruptedException e) {
        return;
      } catch (DataAccessException | TransactionException e) {
        LOG.debug("cannot look for events, will look again: {}", e.toString());
        pauseWhileAway();
      } catch (RuntimeException e) {
        LOG.error("an event could not be told; listeners may have missed some", e);
        pauseWhileAway();
      }
    }
  }

  /**
   * @param followedAll whether all studies were followed before, so that an unknown one is new
   */
  private boolean tick(boolean followedAll) {
    var everything = all;
    if (!everything && followed.isEmpty()) {
      return false;
    }
    for (var seen : look(everything)) {
      var study = followed.get(seen.id());
      if (study == null) {
        // Of a study that was there before anybody asked, only what comes is told.
        study = new Followed(followedAll && seen.isNew() ? 0 : seen.sequence());
        followed.put(seen.id(), study);
      }
      if (study.version != seen.version()) {
        tell(seen, study);
      }
    }
    return everything;
  }

  private List<Seen> look(boolean everything) {
    return db.sql(
            """
            select id, version, log_sequence, created_at > clock_timestamp() - interval '1 minute' as is_new
            from study
            where id = any(:followed) or (:everything and (ended_at is null
              or greatest(ended_at, archived_at, deleted_at) > clock_timestamp() - interval '1 minute'))
            """)
        .param("followed", followed.keySet().toArray(UUID[]::new))
        .param("everything", everything)
        .query(
            (row, n) ->
                new Seen(
                    row.getObject("id", UUID.class),
                    row.getLong("version"),
                    row.getLong("log_sequence"),
                    row.getBoolean("is_new")))
        .list();
  }

  private void tell(Seen seen, Followed study) {
    var news = feed.since(seen.id(), study.position);
    var events = new ArrayList<FeedEvent>();
    var open = new HashMap<String, Object>();
    for (var event : news.events()) {
      if (event.type() != FeedEvent.Type.TRIAL || isNews(event, study, open)) {
        events.add(event);
      }
    }
    study.trials = open;
    study.position = news.until();
    study.version = seen.version();
    if (!events.isEmpty()) {
      audience.forEach(listening -> listening.tell(events));
    }
  }

  /** An open trial is read at every tick, but told only when it is another one than before. */
  private static boolean isNews(FeedEvent trial, Followed study, Map<String, Object> open) {
    var state = (String) trial.data().get("state");
    if (!state.equals("RUNNING") && !state.equals("PENDING")) {
      return true;
    }
    var id = (String) trial.data().get("id");
    var told = List.of(state, trial.data().get("attempt"), trial.data().getOrDefault("worker", ""));
    open.put(id, told);
    return !told.equals(study.trials.get(id));
  }

  /** The studies that are followed, for tests and measurements. */
  public Set<UUID> followed() {
    return new HashSet<>(followed.keySet());
  }
}
