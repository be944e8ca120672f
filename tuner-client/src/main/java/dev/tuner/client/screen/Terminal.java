package dev.tuner.client.screen;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Where the text appears.
 *
 * @param interactive whether a person looks at it, so that it may be redrawn in place
 * @param size its size now
 */
public record Terminal(boolean interactive, Supplier<Size> size) {
  private static final Size USUAL = new Size(24, 80);
  private static final Size PAPER = new Size(30, 160);

  /** Lines and characters in a line. */
  public record Size(int rows, int columns) {}

  /** Text that goes to a file or another program. */
  public static Terminal paper() {
    return new Terminal(false, () -> PAPER);
  }

  /** The terminal that the process belongs to. */
  public static Terminal controlling() {
    return new Terminal(true, Terminal::measured);
  }

  private static Size measured() {
    try {
      var stty =
          new ProcessBuilder("stty", "size")
              .redirectInput(new File("/dev/tty"))
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      var words = new String(stty.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      boolean answered = stty.waitFor(1, TimeUnit.SECONDS) && words.matches("\\d{1,5} \\d{1,5}");
      return answered ? parsed(words) : USUAL;
    } catch (IOException e) {
      // No stty, no terminal device: a usual size is right often enough.
      return USUAL;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return USUAL;
    }
  }

  private static Size parsed(String words) {
    var numbers = words.split(" ", -1);
    var size = new Size(Integer.parseInt(numbers[0]), Integer.parseInt(numbers[1]));
    return size.rows() < 5 || size.columns() < 20 ? USUAL : size;
  }
}
