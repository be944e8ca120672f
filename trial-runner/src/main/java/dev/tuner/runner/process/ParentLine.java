package dev.tuner.runner.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;

/**
 * The line from the worker to its trial process: standard input. {@code start} means that the
 * assignment lies in the folder, {@code release} that the trial is to be given back at its next
 * report, and the end of the line that the worker is dead, even by {@code kill -9}.
 */
public final class ParentLine {

  /** The assignment is in the folder: begin. */
  public static final String START = "start";

  /** Save the trial's state at its next report and give the lease back. */
  public static final String RELEASE = "release";

  private final BufferedReader lines;
  private final Runnable onParentGone;
  private final CountDownLatch started = new CountDownLatch(1);
  private volatile boolean releaseWanted;

  private ParentLine(InputStream in, Runnable onParentGone) {
    this.lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    this.onParentGone = onParentGone;
  }

  /** Listens on a thread of its own until {@code in} ends, then calls {@code onParentGone}. */
  static ParentLine listen(InputStream in, Runnable onParentGone) {
    var line = new ParentLine(in, onParentGone);
    var listener = new Thread(line::readAll, "parent");
    listener.setDaemon(true);
    listener.start();
    return line;
  }

  void awaitStart() throws InterruptedException {
    started.await();
  }

  boolean releaseWanted() {
    return releaseWanted;
  }

  private void readAll() {
    try {
      for (var line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.equals(RELEASE)) {
          releaseWanted = true;
        }
        // A release may come before the start: the trial then runs to its first report.
        if (line.equals(START)) {
          started.countDown();
        }
      }
    } catch (IOException broken) {
      // A broken line and a closed one mean the same: nobody leads this process any more.
    } finally {
      onParentGone.run();
    }
  }
}
