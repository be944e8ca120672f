package dev.tuner.runner.agent;

import dev.tuner.client.InvalidRequestException;
import dev.tuner.client.TunerException;
import dev.tuner.client.Workers;
import dev.tuner.wire.WorkerSpec;
import dev.tuner.wire.WorkerView;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The worker as the service knows it. Safe for use by many threads. */
final class Session {

  private static final Logger LOG = LoggerFactory.getLogger(Session.class);
  private static final long PAUSE_MILLIS = 500;
  private static final Set<Integer> NOT_ALLOWED = Set.of(401, 403);

  private final Workers workers;
  private final WorkerSpec spec;
  private final Outage outage;
  private WorkerView worker;
  private int registrations;

  Session(Workers workers, WorkerSpec spec, Outage outage) {
    this.workers = workers;
    this.spec = spec;
    this.outage = outage;
  }

  /**
   * @param number the worker's first registration is 1
   */
  record Registration(String workerId, int number) {}

  /**
   * Registers; waits for the service while it is away.
   *
   * @throws TunerException if the service refuses this worker
   */
  synchronized void register() throws InterruptedException {
    var answer = tryToRegister();
    while (answer == null) {
      TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
      answer = tryToRegister();
    }
    worker = answer;
    registrations++;
    outage.over();
    LOG.info(
        "registered as {} ({}): {} CPUs, {} GPUs, leases of {} s",
        spec.name(),
        worker.id(),
        spec.resources().cpu(),
        spec.gpus().size(),
        worker.leaseSeconds());
  }

  /** The service does not know this registration: makes a new one, unless that was done already. */
  synchronized void registerAgain(Registration unknown) throws InterruptedException {
    if (registration().equals(unknown)) {
      register();
    }
  }

  synchronized Registration registration() {
    return new Registration(worker.id(), registrations);
  }

  /** How long a lease lives without a heartbeat. */
  synchronized Duration lease() {
    return Duration.ofMillis((long) (worker.leaseSeconds() * 1000));
  }

  private WorkerView tryToRegister() {
    try {
      return workers.register(spec);
    } catch (InvalidRequestException e) {
      throw e;
    } catch (TunerException e) {
      if (NOT_ALLOWED.contains(e.status())) {
        throw e;
      }
      outage.failed(e);
      return null;
    }
  }
}
