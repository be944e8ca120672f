package dev.tuner.scheduler;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.springframework.context.SmartLifecycle;

/** A component that has a thread of its own for as long as the service runs. */
public abstract class OwnThread implements SmartLifecycle {
  private static final Duration WHILE_AWAY = Duration.ofSeconds(1);

  private final String name;
  private volatile Thread thread;

  /**
   * @param name of the thread
   */
  protected OwnThread(String name) {
    this.name = name;
  }

  /** What the thread does until {@link #goesOn} is false, or it is interrupted. */
  protected abstract void run();

  /** Whether the thread that asks is the component's, and is to go on. */
  protected final boolean goesOn() {
    return thread == Thread.currentThread();
  }

  /** Waits before the next try while something is away. */
  protected final void pauseWhileAway() {
    pause(WHILE_AWAY);
  }

  /** Waits; whether the thread is to go on after that. */
  final boolean pause(Duration length) {
    try {
      TimeUnit.NANOSECONDS.sleep(length.toNanos());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return goesOn();
  }

  @Override
  public void start() {
    thread = new Thread(this::run, name);
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void stop() {
    var running = thread;
    thread = null;
    running.interrupt();
  }

  @Override
  public boolean isRunning() {
    return thread != null;
  }
}
