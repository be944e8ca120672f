package dev.tuner.api.event;

import dev.tuner.scheduler.feed.FeedEvent;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Those who listen to all studies. Studies have no order among each other, so the places in this
 * stream are this instance's own: whoever comes back to another one, or too late, is told to read
 * again.
 */
final class EveryStudy {

  private static final int MOST_KEPT = 4096;

  private record Kept(long number, Frame frame) {}

  private final Frames frames;
  private final String instance = UUID.randomUUID().toString().substring(0, 8);
  private final Set<Line> lines =
      ConcurrentHashMap.newKeySet(); // a line may leave while it is told
  private final Deque<Kept> kept = new ArrayDeque<>();
  private final Frame reset;
  private long number;

  EveryStudy(Frames frames) {
    this.frames = frames;
    this.reset =
        frames.of(
            new FeedEvent(
                new UUID(0, 0),
                0,
                FeedEvent.Type.RESET,
                Map.of("reason", "more happened than is told; read again")),
            null);
  }

  /**
   * @param after the last id that the listener got, of this or another instance; or null
   */
  synchronized void join(Line line, String after) {
    line.send(Frames.comment("listening to every study"), reset);
    if (after != null) {
      var known = known(after);
      if (known < 0) {
        line.send(reset, reset);
      } else {
        kept.stream()
            .filter(frame -> frame.number() > known)
            .forEach(frame -> line.send(frame.frame(), reset));
      }
    }
    lines.add(line);
  }

  /** The number in the id, or -1 when what came after it is not known here. */
  private long known(String after) {
    var parts = after.split("-", 2);
    if (parts.length != 2 || !parts[0].equals(instance) || !parts[1].matches("\\d{1,18}")) {
      return -1;
    }
    var known = Long.parseLong(parts[1]);
    var oldest = kept.isEmpty() ? number : kept.peekFirst().number() - 1;
    return known >= oldest && known <= number ? known : -1;
  }

  synchronized boolean leave(Line line) {
    return lines.remove(line);
  }

  synchronized List<Line> lines() {
    return List.copyOf(lines);
  }

  synchronized void tell(List<FeedEvent> events) {
    if (lines.isEmpty()) {
      kept.clear(); // nobody follows: what comes until somebody does is not seen
      number++;
      return;
    }
    for (var event : events) {
      number++;
      var frame = frames.of(event, instance + "-" + number);
      kept.addLast(new Kept(number, frame));
      if (kept.size() > MOST_KEPT) {
        kept.removeFirst();
      }
      lines.forEach(line -> line.send(frame, reset));
    }
  }
}
