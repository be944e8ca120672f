package dev.tuner.api.event;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One listener's connection. It is written to only when it takes bytes without waiting, so it needs
 * no thread, and a slow reader holds up nobody: what it does not take in time is dropped for one
 * event that says so.
 */
final class Line implements WriteListener, AsyncListener {

  /** How many frames wait for a slow reader. */
  static final int MOST_WAITING = 1024;

  private final AsyncContext request;
  private final ServletOutputStream out;
  private final Runnable onEnd;
  private final Deque<Frame> waiting = new ArrayDeque<>();
  private final AtomicInteger turns = new AtomicInteger();
  private boolean flushNeeded;
  private volatile boolean ended;

  /**
   * @param onEnd called once or more when the reader has gone
   */
  Line(AsyncContext request, Runnable onEnd) throws IOException {
    this.request = request;
    this.out = request.getResponse().getOutputStream();
    this.onEnd = onEnd;
    request.setTimeout(0);
    request.addListener(this);
    out.setWriteListener(this);
  }

  /**
   * Sends a frame, now or when the reader is ready.
   *
   * @param tooMuch sent instead of all that waits when that is too much
   */
  void send(Frame frame, Frame tooMuch) {
    if (ended) {
      return;
    }
    synchronized (waiting) {
      if (waiting.size() >= MOST_WAITING) {
        waiting.clear();
        waiting.add(tooMuch);
      } else {
        waiting.add(frame);
      }
    }
    write();
  }

  /** Sends a sign of life, unless other news wait anyway. */
  void pulse(Frame frame) {
    synchronized (waiting) {
      if (!waiting.isEmpty()) {
        return;
      }
    }
    send(frame, frame);
  }

  @Override
  public void onWritePossible() {
    write();
  }

  /**
   * Whoever comes while somebody writes leaves it to them: waiting here for a lock could wait for
   * the container, which may wait for us.
   */
  private void write() {
    if (turns.getAndIncrement() > 0) {
      return;
    }
    int taken;
    do {
      taken = turns.get();
      writeWhileReady();
    } while (turns.addAndGet(-taken) > 0);
  }

  private void writeWhileReady() {
    try {
      while (!ended && out.isReady()) {
        var frame = next();
        if (frame != null) {
          frame.writeTo(out);
          flushNeeded = true;
        } else if (flushNeeded) {
          flushNeeded = false;
          out.flush();
        } else {
          return;
        }
      }
    } catch (IOException | IllegalStateException e) {
      end(); // the reader has gone
    }
  }

  private Frame next() {
    synchronized (waiting) {
      return waiting.poll();
    }
  }

  /** Ends the connection from this side. */
  void end() {
    if (ended) {
      return;
    }
    ended = true;
    onEnd.run();
    try {
      request.complete();
    } catch (IllegalStateException e) {
      return; // the container has ended it already
    }
  }

  @Override
  public void onError(Throwable error) {
    end();
  }

  @Override
  public void onComplete(AsyncEvent event) {
    ended = true;
    onEnd.run();
  }

  @Override
  public void onTimeout(AsyncEvent event) {
    end();
  }

  @Override
  public void onError(AsyncEvent event) {
    end();
  }

  @Override
  public void onStartAsync(AsyncEvent event) {
    // an event stream never starts again
  }
}
