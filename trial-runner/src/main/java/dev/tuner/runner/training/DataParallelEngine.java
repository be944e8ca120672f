package dev.tuner.runner.training;

import dev.tuner.runner.training.network.Network;
import dev.tuner.runner.training.network.Weights;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/**
 * Several engines as one: each takes its part of every batch, in a thread (and so on a device) of
 * its own, and the flat gradients are averaged by examples. All hold the same weights; the first
 * alone predicts. Batch normalisation sees each part by itself.
 */
public final class DataParallelEngine implements Engine {

  private record Replica(ExecutorService thread, Engine engine, Gradient gradient) {}

  private final List<Replica> replicas = new ArrayList<>();

  /**
   * @param count how many engines, at least 1
   * @param engines makes one, in the thread that will use it
   */
  public DataParallelEngine(int count, Supplier<Engine> engines) {
    try {
      for (int i = 0; i < count; i++) {
        replicas.add(replica(engines));
      }
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  private static Replica replica(Supplier<Engine> engines) {
    var thread = Executors.newSingleThreadExecutor(DataParallelEngine::thread);
    try {
      var engine = result(thread.submit(engines::get));
      return new Replica(thread, engine, Gradient.of(engine));
    } catch (RuntimeException e) {
      thread.shutdownNow();
      throw e;
    }
  }

  private static Thread thread(Runnable work) {
    var thread = new Thread(work, "replica");
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public Network network() {
    return replicas.get(0).engine().network();
  }

  @Override
  public String device() {
    return "%d × %s".formatted(replicas.size(), replicas.get(0).engine().device());
  }

  @Override
  public void use(Weights weights) {
    List<Future<Boolean>> running = new ArrayList<>();
    for (var replica : replicas) {
      running.add(
          start(
              replica,
              () -> {
                replica.engine().use(weights);
                return true;
              }));
    }
    awaitAll(running);
  }

  @Override
  public double gradient(Batch batch, double factor, long noiseSeed, Gradient gradient) {
    int parts = Math.min(replicas.size(), batch.size());
    List<Future<Double>> running = new ArrayList<>();
    for (int i = 0; i < parts; i++) {
      var replica = replicas.get(i);
      var part = part(batch, i, parts);
      double scaled = factor * part.size() / batch.size();
      long seed = noiseSeed + i;
      running.add(
          start(replica, () -> replica.engine().gradient(part, scaled, seed, replica.gradient())));
    }
    var losses = awaitAll(running);
    gradient.clear();
    double loss = 0;
    for (int i = 0; i < parts; i++) {
      double share = (double) part(batch, i, parts).size() / batch.size();
      gradient.add(replicas.get(i).gradient(), share);
      loss += losses.get(i) * share;
    }
    return loss;
  }

  private static Batch part(Batch batch, int index, int parts) {
    int from = (int) ((long) batch.size() * index / parts);
    int to = (int) ((long) batch.size() * (index + 1) / parts);
    return batch.slice(from, to);
  }

  @Override
  public float[] predict(Batch batch) {
    var first = replicas.get(0);
    return result(start(first, () -> first.engine().predict(batch)));
  }

  @Override
  public Capacity capacity() {
    var first = replicas.get(0);
    return result(start(first, first.engine()::capacity));
  }

  private static <T> Future<T> start(Replica replica, Callable<T> work) {
    return replica.thread().submit(work);
  }

  /** All results; every part has ended before the first failure is thrown. */
  private static <T> List<T> awaitAll(List<Future<T>> running) {
    List<T> results = new ArrayList<>();
    RuntimeException failure = null;
    for (var future : running) {
      try {
        results.add(result(future));
      } catch (RuntimeException e) {
        failure = failure == null ? e : failure;
      }
    }
    if (failure != null) {
      throw failure;
    }
    return results;
  }

  private static <T> T result(Future<T> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException("a replica failed", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while replicas were at work", e);
    }
  }

  @Override
  public void close() {
    for (var replica : replicas) {
      replica.thread().execute(replica.engine()::close);
      replica.thread().shutdown();
    }
  }
}
