package dev.tuner.api.event;

import dev.tuner.scheduler.feed.FeedEvent;
import java.util.ArrayList;
import java.util.List;

/**
 * One who listens to a study. What is told before it knows the past is kept, so that nothing is
 * missed and nothing is told twice.
 */
final class Listener {

  /** An event and its frame, written once for all. */
  record Told(FeedEvent event, Frame frame) {}

  private final Line line;
  private final Frame tooMuch;
  private final List<Told> early = new ArrayList<>();
  private boolean started;
  private long known;

  Listener(Line line, Frame tooMuch) {
    this.line = line;
    this.tooMuch = tooMuch;
  }

  Line line() {
    return line;
  }

  /**
   * The past is told, until this place in the log.
   *
   * @param past what happened before, in order
   */
  synchronized void start(List<Frame> past, long until) {
    past.forEach(frame -> line.send(frame, tooMuch));
    known = until;
    started = true;
    early.forEach(this::pass);
    early.clear();
  }

  synchronized void tell(List<Told> news) {
    if (started) {
      news.forEach(this::pass);
    } else {
      early.addAll(news);
    }
  }

  private void pass(Told told) {
    // States are told again rather than missed: the newest one counts.
    if (!told.event().isLogged() || told.event().sequence() > known) {
      line.send(told.frame(), tooMuch);
    }
  }
}
