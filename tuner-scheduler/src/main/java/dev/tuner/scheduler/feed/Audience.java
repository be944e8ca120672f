package dev.tuner.scheduler.feed;

import java.util.List;

/** Those who listen, wherever they are. */
public interface Audience {

  /**
   * What happened in one study since it was last told, oldest first. Must not wait for anybody.
   *
   * @param events of one study; never empty
   */
  void tell(List<FeedEvent> events);

  /** Time has passed: whoever has heard nothing may be told that the line is alive. */
  void pulse();
}
