package dev.tuner.runner.training;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongSupplier;

/**
 * Loads the batches that come next while the network trains on the present one. It expects the next
 * batch to begin where the last ended and to be of the usual size; a caller that asks for another
 * one (after a resume, or with a smaller micro-batch) gets it, and what was fetched is dropped.
 */
public final class Prefetch implements TrainingData {

  /**
   * How much to load ahead.
   *
   * @param batchSize the usual size of a batch
   * @param batches how many batches to hold ready, at least 1
   * @param workers loader threads; 0 loads in the training thread when a batch is asked for
   */
  public record Plan(int batchSize, int batches, int workers) {}

  private record Place(long epoch, int from, int to) {}

  private record Fetched(Place place, Future<Batch> batch) {}

  private final TrainingData source;
  private final Plan plan;
  private final LongSupplier nanoTime;
  private final ExecutorService loaders;
  private final Deque<Fetched> ready = new ArrayDeque<>();
  private long nanosWaited;

  public Prefetch(TrainingData source, Plan plan, LongSupplier nanoTime) {
    this.source = source;
    this.plan = plan;
    this.nanoTime = nanoTime;
    this.loaders = Executors.newFixedThreadPool(Math.max(1, plan.workers()), Prefetch::thread);
  }

  private static Thread thread(Runnable work) {
    var thread = new Thread(work, "data-loader");
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public int count() {
    return source.count();
  }

  /** To be called by one thread, the one that trains. */
  @Override
  public Batch batch(long epoch, int from, int to) throws IOException, InterruptedException {
    long begin = nanoTime.getAsLong();
    var place = new Place(epoch, from, to);
    var batch = plan.workers() == 0 ? source.batch(epoch, from, to) : fetched(place);
    nanosWaited += nanoTime.getAsLong() - begin;
    return batch;
  }

  private Batch fetched(Place wanted) throws IOException, InterruptedException {
    if (ready.isEmpty() || !ready.peekFirst().place().equals(wanted)) {
      drop();
      fetch(wanted);
    }
    while (ready.size() <= plan.batches()) {
      fetch(after(ready.peekLast().place()));
    }
    try {
      return ready.removeFirst().batch().get();
    } catch (ExecutionException e) {
      drop();
      throw asThrown(e.getCause());
    }
  }

  private void fetch(Place place) {
    ready.addLast(
        new Fetched(
            place, loaders.submit(() -> source.batch(place.epoch(), place.from(), place.to()))));
  }

  private Place after(Place last) {
    long epoch = last.to() < count() ? last.epoch() : last.epoch() + 1;
    int from = last.to() < count() ? last.to() : 0;
    return new Place(epoch, from, Math.min(count(), from + plan.batchSize()));
  }

  private void drop() {
    ready.forEach(fetched -> fetched.batch().cancel(false));
    ready.clear();
  }

  private static IOException asThrown(Throwable cause) throws InterruptedException {
    if (cause instanceof RuntimeException e) {
      throw e;
    }
    if (cause instanceof Error e) {
      throw e;
    }
    return cause instanceof IOException e ? e : new IOException(cause);
  }

  @Override
  public long nanosWaited() {
    return nanosWaited;
  }

  @Override
  public String advice() {
    var better =
        plan.workers() == 0
            ? "set num_workers to 1 or more"
            : "raise num_workers (now %d)".formatted(plan.workers());
    var more = source.advice();
    return more.isEmpty() ? better : better + ", or " + more;
  }

  @Override
  public void close() {
    drop();
    loaders.shutdown(); // no interrupt: it would close the files that loaders read
    source.close();
  }
}
