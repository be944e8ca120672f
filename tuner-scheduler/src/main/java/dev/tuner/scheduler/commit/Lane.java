package dev.tuner.scheduler.commit;

import dev.tuner.scheduler.UnavailableException;
import dev.tuner.scheduler.commit.SharedTransaction.Ending;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.springframework.transaction.CannotCreateTransactionException;

/** One thread that takes errands, as many at a time as are waiting, and commits them together. */
final class Lane {
  private static final int MOST_ERRANDS = 500;
  private static final int MOST_TRIALS = 5_000;
  private static final int QUEUE = 10_000;

  private final SharedTransaction transaction;
  private final BlockingQueue<Waiting<?>> queue = new ArrayBlockingQueue<>(QUEUE);
  private final Thread thread;
  private volatile boolean closed;

  private record Waiting<T>(Errand<T> errand, CompletableFuture<T> result) {
    @SuppressWarnings("unchecked") // the result is that of this errand's own task
    void end(Ending ending) {
      if (ending instanceof Ending.Done done) {
        result.complete((T) done.result());
      } else {
        result.completeExceptionally(((Ending.Refused) ending).why());
      }
    }
  }

  Lane(String name, SharedTransaction transaction) {
    this.transaction = transaction;
    this.thread = new Thread(this::work, name);
    thread.setDaemon(true);
    thread.start();
  }

  <T> CompletableFuture<T> run(Errand<T> errand) {
    var waiting = new Waiting<>(errand, new CompletableFuture<T>());
    if (closed || !queue.offer(waiting)) {
      throw new UnavailableException("too many calls are waiting; try again in a second");
    }
    return waiting.result();
  }

  void close() {
    closed = true;
    thread.interrupt();
    var stopping = new UnavailableException("the service is stopping; try again");
    queue.forEach(waiting -> waiting.result().completeExceptionally(stopping));
    queue.clear();
  }

  private void work() {
    while (!closed) {
      try {
        var first = queue.poll(1, TimeUnit.SECONDS);
        if (first != null) {
          commit(together(first));
        }
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private List<Waiting<?>> together(Waiting<?> first) {
    var batch = new ArrayList<Waiting<?>>();
    var trials = 0;
    for (Waiting<?> next = first; next != null; next = queue.poll()) {
      batch.add(next);
      trials += next.errand().trials().size();
      if (batch.size() == MOST_ERRANDS || trials >= MOST_TRIALS) {
        break;
      }
    }
    return batch;
  }

  private void commit(List<Waiting<?>> batch) {
    try {
      var endings = transaction.run(batch.stream().map(Waiting::errand).toList());
      for (int i = 0; i < batch.size(); i++) {
        batch.get(i).end(endings.get(i));
      }
    } catch (CannotCreateTransactionException e) {
      // the database is away, for each of them alone as for all together
      batch.forEach(waiting -> waiting.result().completeExceptionally(e));
    } catch (RuntimeException e) {
      if (batch.size() == 1) {
        batch.get(0).result().completeExceptionally(e);
      } else {
        // so that only the culprit fails
        commit(batch.subList(0, batch.size() / 2));
        commit(batch.subList(batch.size() / 2, batch.size()));
      }
    }
  }
}
