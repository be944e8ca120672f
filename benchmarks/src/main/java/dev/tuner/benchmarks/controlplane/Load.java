package dev.tuner.benchmarks.controlplane;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.LongStream;

/**
 * Clients that call at the same time, each one call after the other.
 *
 * @param done what the calls counted, within the measured time
 * @param took the measured time
 * @param latencies of the calls, in nanoseconds, ascending
 * @param used the processor time that it took
 */
record Load(long done, Duration took, List<Long> latencies, Processors used) {
  /** One of the clients. */
  interface Client extends AutoCloseable {
    /** Calls once; answers how many of the counted things that was. */
    int call();

    @Override
    default void close() {}
  }

  private record Share(long done, List<Long> latencies) {}

  /** As fast as the answers come. */
  static Load of(int clients, Duration time, Supplier<Client> client) {
    return paced(clients, time, 0, client, () -> Processors.NONE);
  }

  /** The same, and how much processor time it took. */
  static Load of(
      int clients, Duration time, Supplier<Client> client, Supplier<Processors> processors) {
    return paced(clients, time, 0, client, processors);
  }

  /**
   * At a fixed rate for all together, whether the answers come or not: what a call waits behind a
   * late one counts as its latency. The first third of the time warms up and is not counted.
   *
   * @param rate calls a second; 0: as fast as the answers come
   * @param processors the processor time that was used until now
   */
  static Load paced(
      int clients,
      Duration time,
      double rate,
      Supplier<Client> client,
      Supplier<Processors> processors) {
    var threads = Executors.newFixedThreadPool(clients);
    try {
      var ready = new ArrayList<Client>();
      for (int i = 0; i < clients; i++) {
        ready.add(client.get());
      }
      var begin = System.nanoTime();
      var measured = begin + time.toNanos() / 3;
      var end = begin + time.toNanos();
      var shares = new ArrayList<Future<Share>>();
      for (int i = 0; i < clients; i++) {
        var one = ready.get(i);
        var between = rate == 0 ? 0 : (long) (1e9 * clients / rate);
        var first = begin + between * i / clients;
        shares.add(threads.submit(() -> share(one, first, between, measured, end)));
      }
      Pause.until(measured);
      var before = processors.get();
      Pause.until(end);
      var used = processors.get().minus(before);
      return sum(shares, Duration.ofNanos(end - measured), used);
    } finally {
      threads.shutdown();
    }
  }

  private static Share share(Client client, long first, long between, long measured, long end) {
    var latencies = new ArrayList<Long>();
    long done = 0;
    try (client) {
      for (var due = first; System.nanoTime() < end; due += between) {
        var start = between == 0 ? System.nanoTime() : due;
        Pause.until(start);
        var count = client.call();
        var now = System.nanoTime();
        if (now >= measured && now < end) {
          done += count;
          latencies.add(now - start);
        }
      }
    }
    return new Share(done, latencies);
  }

  private static Load sum(List<Future<Share>> shares, Duration took, Processors used) {
    long done = 0;
    var latencies = LongStream.builder();
    for (var share : shares) {
      try {
        done += share.get().done();
        share.get().latencies().forEach(latencies::add);
      } catch (ExecutionException | InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
    return new Load(done, took, latencies.build().sorted().boxed().toList(), used);
  }

  /** Where the processor time went, for each of the counted things. */
  String cost() {
    return used.each(done);
  }

  double perSecond() {
    return done * 1e9 / took.toNanos();
  }

  /** Milliseconds that this share of the calls took at most. */
  double millis(double quantile) {
    if (latencies.isEmpty()) {
      return Double.NaN;
    }
    var at = Math.min(latencies.size() - 1, (int) (quantile * latencies.size()));
    return latencies.get(at) / 1e6;
  }
}
