package dev.tuner.client.screen;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class DisplayTest {
  private final StringWriter text = new StringWriter();
  private final PrintWriter out = new PrintWriter(text);
  private final AtomicReference<Instant> now = new AtomicReference<>(Samples.START);
  private final StudyScreen screen = new StudyScreen(List.of());

  @Test
  void drawsANewFrameOverTheOldOne() {
    var terminal = new Terminal(true, () -> new Terminal.Size(24, 80));
    var display = new RedrawnDisplay(screen, out, terminal, now::get, OptionalInt.empty());
    display.show(snapshot(1, "RUNNING"));
    display.show(snapshot(1, "RUNNING"));
    assertThat(text.toString()).doesNotContain("\u001b[3A");

    now.set(Samples.START.plusSeconds(1));
    display.show(snapshot(1, "RUNNING"));
    assertThat(text.toString())
        .endsWith(
            """
            ^r^[3AStudy digits: RUNNING, 1 s^[K
            Trials: 3 of 60 (3 STOPPED)^[K
            Best: no finite val_accuracy yet^[K
            ^[J"""
                .replace("^[", "\u001b[")
                .replace("^r", "\r"));
  }

  @Test
  void hasRoomForAsManyTrialsAsTheTerminalOrThePersonAllows() {
    var terminal = new Terminal(true, () -> new Terminal.Size(24, 80));

    assertThat(new RedrawnDisplay(screen, out, terminal, now::get, OptionalInt.empty()).rows())
        .isEqualTo(16);
    assertThat(new RedrawnDisplay(screen, out, terminal, now::get, OptionalInt.of(5)).rows())
        .isEqualTo(5);
  }

  @Test
  void aFrameNeverGrowsHigherThanTheTerminal() {
    var terminal = new Terminal(true, () -> new Terminal.Size(3, 80));
    new RedrawnDisplay(screen, out, terminal, now::get, OptionalInt.empty())
        .show(snapshot(1, "RUNNING"));

    assertThat(text.toString().lines().filter(line -> line.endsWith("\u001b[K"))).hasSize(2);
  }

  @Test
  void printsPlainScreensOnlyAfterAChangeAndAPause() {
    var display = new PlainDisplay(screen, out, 100, now::get, 10);
    display.show(snapshot(1, "RUNNING"));
    now.set(Samples.START.plusSeconds(1));
    display.show(snapshot(2, "RUNNING"));
    assertThat(screens()).isEqualTo(1);

    now.set(Samples.START.plusSeconds(6));
    display.show(snapshot(1, "RUNNING"));
    assertThat(screens()).isEqualTo(1);
    display.show(snapshot(2, "RUNNING"));
    assertThat(screens()).isEqualTo(2);
    assertThat(text.toString()).doesNotContain("\u001b");
  }

  @Test
  void printsTheEndAtOnce() {
    var display = new PlainDisplay(screen, out, 100, now::get, 10);
    display.show(snapshot(1, "RUNNING"));
    display.show(snapshot(2, "COMPLETED"));

    assertThat(screens()).isEqualTo(2);
  }

  private long screens() {
    return text.toString().lines().filter(line -> line.startsWith("Study ")).count();
  }

  private static Snapshot snapshot(long version, String state) {
    return new Snapshot(Samples.study(state, version, 0, null), List.of(), Optional.empty());
  }
}
