package dev.tuner.client.screen;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** Prints one screen after the other, every few seconds and only after a change. */
public final class PlainDisplay implements Display {
  private static final Duration BETWEEN = Duration.ofSeconds(5);

  private final StudyScreen screen;
  private final PrintWriter out;
  private final int width;
  private final InstantSource time;
  private final int rows;
  private Optional<Snapshot> shown = Optional.empty();
  private Instant shownAt = Instant.MIN;

  /**
   * A display.
   *
   * @param width characters in a line
   * @param rows at most so many trials
   */
  public PlainDisplay(
      StudyScreen screen, PrintWriter out, int width, InstantSource time, int rows) {
    this.screen = screen;
    this.out = out;
    this.width = width;
    this.time = time;
    this.rows = rows;
  }

  @Override
  public int rows() {
    return rows;
  }

  @Override
  public void show(Snapshot snapshot) {
    var now = time.instant();
    boolean changed = !shown.equals(Optional.of(snapshot));
    boolean due = shown.isEmpty() || !now.isBefore(shownAt.plus(BETWEEN)) || snapshot.isEnded();
    if (!changed || !due) {
      return;
    }
    screen.lines(snapshot, width, now).forEach(out::println);
    out.println();
    out.flush();
    shown = Optional.of(snapshot);
    shownAt = now;
  }
}
