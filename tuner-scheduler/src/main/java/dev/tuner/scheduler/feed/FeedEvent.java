package dev.tuner.scheduler.feed;

import java.util.Map;
import java.util.UUID;

/**
 * Something that happened in a study.
 *
 * @param sequence its place in the study's log; for the state of a study or a trial the log's last
 *     place when it was read
 * @param data its fields, for JSON
 */
public record FeedEvent(UUID studyId, long sequence, Type type, Map<String, Object> data) {

  /** What kind of news it is. */
  public enum Type {
    /** A report was taken in. */
    MEASUREMENT,
    /** Something was decided about a trial. */
    DECISION,
    /** A trial's state as it is now. */
    TRIAL,
    /** The study's state and version as they are now. */
    STUDY,
    /** More happened than is told: read the study again. */
    RESET
  }

  /** Whether it has a place of its own in the log, so that a listener can go on after it. */
  public boolean isLogged() {
    return type == Type.MEASUREMENT || type == Type.DECISION;
  }
}
