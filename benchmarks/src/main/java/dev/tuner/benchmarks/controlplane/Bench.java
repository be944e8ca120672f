package dev.tuner.benchmarks.controlplane;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;

/**
 * What every case has at hand: the running service, its database, and how long to measure.
 *
 * @param time of one load, its warm-up included
 * @param trials ended trials of the large study
 * @param rayTrials of the bookkeeping test
 * @param workers that are simulated at once
 * @param listeners to the events of one study
 */
record Bench(
    ServiceProcess service,
    Database database,
    BarePostgres bare,
    Duration time,
    int trials,
    int rayTrials,
    int workers,
    int listeners,
    Path jar) {
  static final int SMALL = 1000;

  URI address() {
    return service.address();
  }

  /** The processor time that was used until now. */
  Processors processors() {
    return Processors.until(service.process(), database.process());
  }

  Api api() {
    return new Api(new Connection(address()));
  }

  Studies studies() {
    return new Studies(api(), database);
  }
}
