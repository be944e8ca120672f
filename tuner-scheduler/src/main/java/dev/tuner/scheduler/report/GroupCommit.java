package dev.tuner.scheduler.report;

import dev.tuner.scheduler.UnavailableException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.transaction.CannotCreateTransactionException;

/**
 * The door for reports. One thread takes whatever has arrived while the last transaction was
 * committed, and commits it together: the more reports come, the more of them share the cost of a
 * commit.
 */
@Component
public class GroupCommit implements SmartLifecycle {

  private static final int MAX_BATCH = 500;
  private static final int MAX_QUEUE = 10_000;

  private final Reports reports;
  private final BlockingQueue<Arrived> queue = new ArrayBlockingQueue<>(MAX_QUEUE);
  private volatile Thread committer;

  private record Arrived(ReportCommand report, CompletableFuture<ReportOutcome> outcome) {}

  GroupCommit(Reports reports) {
    this.reports = reports;
  }

  /**
   * Hands in a report. The outcome completes after the commit; exceptionally when the database is
   * away.
   *
   * @throws UnavailableException when too many reports are waiting already
   */
  public CompletableFuture<ReportOutcome> take(ReportCommand report) {
    var arrived = new Arrived(report, new CompletableFuture<>());
    if (committer == null || !queue.offer(arrived)) {
      throw new UnavailableException("too many reports are waiting; report again in a second");
    }
    return arrived.outcome();
  }

  private void commitArrivals() {
    while (committer == Thread.currentThread()) {
      try {
        var first = queue.poll(1, TimeUnit.SECONDS);
        if (first != null) {
          var batch = new ArrayList<>(List.of(first));
          queue.drainTo(batch, MAX_BATCH - 1);
          commit(batch);
        }
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private void commit(List<Arrived> batch) {
    try {
      var outcomes = reports.takeAll(batch.stream().map(Arrived::report).toList());
      for (int i = 0; i < batch.size(); i++) {
        batch.get(i).outcome().complete(outcomes.get(i));
      }
    } catch (CannotCreateTransactionException e) {
      // the database is away, for each of them alone as for all together
      batch.forEach(arrived -> arrived.outcome().completeExceptionally(e));
    } catch (RuntimeException e) {
      if (batch.size() == 1) {
        batch.get(0).outcome().completeExceptionally(e);
      } else {
        batch.forEach(arrived -> commit(List.of(arrived))); // so that only the culprit fails
      }
    }
  }

  @Override
  public void start() {
    committer = new Thread(this::commitArrivals, "report-committer");
    committer.setDaemon(true);
    committer.start();
  }

  @Override
  public void stop() {
    var running = committer;
    committer = null;
    running.interrupt();
    var stopping = new UnavailableException("the service is stopping; report again");
    queue.forEach(arrived -> arrived.outcome().completeExceptionally(stopping));
    queue.clear();
  }

  @Override
  public boolean isRunning() {
    return committer != null;
  }

  /** Stops after the web server, so that requests under way are still answered. */
  @Override
  public int getPhase() {
    return DEFAULT_PHASE - 4096;
  }
}
