package dev.tuner.runner.agent;

import dev.tuner.client.NotFoundException;
import dev.tuner.client.RetryPolicy;
import dev.tuner.client.TunerClient;
import dev.tuner.client.TunerException;
import dev.tuner.client.TunerOptions;
import dev.tuner.client.Workers;
import dev.tuner.wire.AcquireRequest;
import dev.tuner.wire.Assignment;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Leases trials from the service and runs them, until it is told to stop. */
public final class Worker {

  private static final int TRIALS_PER_CALL = 16;
  private static final double IDLE_WAIT_SECONDS = 20;
  // The call says what is free when it is sent: while trials run, that changes when one ends.
  private static final double BUSY_WAIT_SECONDS = 2;
  private static final long PAUSE_MILLIS = 500;
  private static final Duration HEARTBEAT_TIMEOUT = Duration.ofSeconds(5);
  private static final Logger LOG = LoggerFactory.getLogger(Worker.class);

  private final WorkerOptions options;
  private final WorkFolder folder;
  private final Workers patient;
  private final Workers impatient;
  private final Outage outage;
  private final Slots slots;
  private final TrialRuns runs;
  private final Session session;
  private final CountDownLatch acquiringEnded = new CountDownLatch(1);
  private final AtomicReference<Thread> acquiring = new AtomicReference<>();
  private final AtomicReference<Heartbeats> heartbeats = new AtomicReference<>();
  private volatile boolean stopping;

  /**
   * @throws IOException if the work folder cannot be created
   */
  public Worker(WorkerOptions options) throws IOException {
    this.options = options;
    this.folder = WorkFolder.of(options.workDir());
    var access = TunerOptions.of(options.server());
    this.patient = TunerClient.connect(access).workers();
    this.impatient = TunerClient.connect(once(access)).workers();
    this.outage = new Outage(options.server());
    this.slots = new Slots(options.cpus(), options.gpus());
    this.runs =
        new TrialRuns(
            new TrialLauncher(options.server(), folder.path()),
            slots,
            new RunEndings(patient, impatient, folder.failedTrials()));
    var spec = options.spec(UUID.randomUUID().toString());
    this.session = new Session(impatient, spec, outage);
  }

  /**
   * Registers and runs trials until {@link #stop} is called or the thread is interrupted.
   *
   * @throws TunerException if the service refuses this worker
   */
  public void run() {
    acquiring.set(Thread.currentThread());
    try {
      session.register();
      var beats = new Heartbeats(impatient, session, runs, outage);
      heartbeats.set(beats);
      beats.start();
      while (!stopping) {
        slots.awaitFree();
        acquire(beats).forEach(runs::start);
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    } finally {
      acquiringEnded.countDown();
    }
  }

  /**
   * Takes no more trials and gives all back: each saves its state at its next report, and is killed
   * when it has not done so in time.
   */
  public void stop() throws InterruptedException, IOException {
    LOG.info("stopping: giving {} trials back", runs.held().size());
    stopping = true;
    var thread = acquiring.get();
    if (thread != null) {
      thread.interrupt();
      acquiringEnded.await();
    }
    runs.releaseAll(options.grace());
    var beats = heartbeats.get();
    if (beats != null) {
      beats.close();
    }
    folder.cleanUp();
  }

  private List<Assignment> acquire(Heartbeats beats) throws InterruptedException {
    var registration = session.registration();
    try {
      if (beats.inContact()) {
        var assignments = patient.acquire(registration.workerId(), request());
        outage.over();
        return assignments;
      }
    } catch (NotFoundException e) {
      session.registerAgain(registration);
    } catch (TunerException e) {
      if (!stopping) {
        outage.failed(e);
      }
    }
    TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
    return List.of();
  }

  private AcquireRequest request() {
    var wait = slots.idle() ? IDLE_WAIT_SECONDS : BUSY_WAIT_SECONDS;
    return new AcquireRequest(slots.free(), slots.freeGpus(), TRIALS_PER_CALL, wait, runs.held());
  }

  private static TunerOptions once(TunerOptions access) {
    return access
        .withRetry(RetryPolicy.never())
        .withReportRetry(RetryPolicy.never())
        .withRequestTimeout(HEARTBEAT_TIMEOUT);
  }
}
