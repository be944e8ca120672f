package dev.tuner.runner.agent;

import dev.tuner.client.NotFoundException;
import dev.tuner.client.Workers;
import dev.tuner.wire.Heartbeat;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * Keeps the worker's leases alive, ends the trials whose leases are lost, and all of them when the
 * service has not answered for so long that their leases must be taken for lost.
 */
final class Heartbeats implements AutoCloseable {

  private static final int BEATS_PER_LEASE = 3;
  private static final int CHECKS_PER_BEAT = 7;
  private static final Duration LONGEST_RETRY_PAUSE = Duration.ofSeconds(1);

  private final Workers workers;
  private final Session session;
  private final TrialRuns runs;
  private final Outage outage;
  private final Duration interval;
  private final Duration retryPause;
  private final Fence fence;
  // Two threads: a heartbeat that hangs must not keep the fence from being looked at.
  private final ExecutorService threads =
      Executors.newFixedThreadPool(2, Daemons.named("heartbeat"));

  /**
   * @param workers sends each call once
   * @param session registered
   */
  Heartbeats(Workers workers, Session session, TrialRuns runs, Outage outage) {
    this.workers = workers;
    this.session = session;
    this.runs = runs;
    this.outage = outage;
    this.interval = session.lease().dividedBy(BEATS_PER_LEASE);
    var share = interval.dividedBy(BEATS_PER_LEASE);
    this.retryPause = share.compareTo(LONGEST_RETRY_PAUSE) < 0 ? share : LONGEST_RETRY_PAUSE;
    this.fence = new Fence(session.lease(), System::nanoTime);
  }

  void start() {
    threads.execute(() -> again(() -> beat() ? interval : retryPause));
    threads.execute(() -> again(this::abortBehindTheFence));
  }

  /** Whether trials may be started: the service has answered lately. */
  boolean inContact() {
    return !fence.isPassed();
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }

  private interface Turn {
    /** Does something and says how long to wait before the next time. */
    Duration take() throws InterruptedException;
  }

  private static void again(Turn turn) {
    try {
      while (true) {
        TimeUnit.NANOSECONDS.sleep(turn.take().toNanos());
      }
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean beat() throws InterruptedException {
    var registration = session.registration();
    var sentAt = fence.now();
    try {
      var lost = workers.heartbeat(registration.workerId(), new Heartbeat(runs.held()));
      fence.renewed(sentAt);
      outage.over();
      runs.abort(lost, "its lease is over (cancelled, expired or given to another worker)");
      return true;
    } catch (NotFoundException e) {
      session.registerAgain(registration);
      return false;
    } catch (RuntimeException e) {
      if (Thread.interrupted()) {
        throw new InterruptedException("closed");
      }
      // Whatever went wrong: without a next heartbeat all trials of this worker are lost.
      outage.failed(e);
      return false;
    }
  }

  private Duration abortBehindTheFence() {
    if (fence.isPassed()) {
      var silence = fence.silence().toSeconds();
      runs.abort(
          runs.held(),
          "the service has not answered for %d s, the lease may be over".formatted(silence));
    }
    return interval.dividedBy(CHECKS_PER_BEAT);
  }
}
