package dev.tuner.client.screen;

import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.List;
import java.util.OptionalInt;

/** Redraws the screen in place with ANSI escapes. */
public final class RedrawnDisplay implements Display {
  private static final int LINES_AROUND_TABLE = 8;
  private static final String UP = "\r\u001b[%dA";
  private static final String CLEAR_LINE_END = "\u001b[K";
  private static final String CLEAR_BELOW = "\u001b[J";

  private final StudyScreen screen;
  private final PrintWriter out;
  private final Terminal terminal;
  private final InstantSource time;
  private final OptionalInt maxRows;
  private List<String> shown = List.of();

  /**
   * A display.
   *
   * @param maxRows at most so many trials; absent: as many as the terminal has room for
   */
  public RedrawnDisplay(
      StudyScreen screen,
      PrintWriter out,
      Terminal terminal,
      InstantSource time,
      OptionalInt maxRows) {
    this.screen = screen;
    this.out = out;
    this.terminal = terminal;
    this.time = time;
    this.maxRows = maxRows;
  }

  @Override
  public int rows() {
    int room = Math.max(1, terminal.size().get().rows() - LINES_AROUND_TABLE);
    return Math.min(room, maxRows.orElse(room));
  }

  @Override
  public void show(Snapshot snapshot) {
    var size = terminal.size().get();
    var lines = screen.lines(snapshot, size.columns(), time.instant());
    if (lines.equals(shown)) {
      return;
    }
    // A frame higher than the terminal cannot be drawn over: the cursor stops at the top.
    var fitting = lines.subList(0, Math.min(lines.size(), size.rows() - 1));
    if (!shown.isEmpty()) {
      out.print(UP.formatted(shown.size()));
    }
    fitting.forEach(line -> out.print(line + CLEAR_LINE_END + "\n"));
    out.print(CLEAR_BELOW);
    out.flush();
    shown = List.copyOf(fitting);
  }
}
