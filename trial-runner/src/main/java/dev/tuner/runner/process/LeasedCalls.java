package dev.tuner.runner.process;

import dev.tuner.client.ConflictException;
import dev.tuner.client.CorruptCheckpointException;
import dev.tuner.client.NotFoundException;
import dev.tuner.client.TunerException;
import dev.tuner.client.Workers;
import dev.tuner.wire.Assignment;
import dev.tuner.wire.EndOfTrial;
import dev.tuner.wire.Provenance;
import dev.tuner.wire.Report;
import dev.tuner.wire.ReportReply;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The calls of a trial's process under its lease. While the service is away they wait for it, for
 * ever: how long a trial may go on without the service is its worker's to say, who keeps the lease.
 */
final class LeasedCalls {

  private static final Logger LOG = LoggerFactory.getLogger(LeasedCalls.class);
  private static final int SERVER_ERROR = 500;
  private static final long PAUSE_MILLIS = 1_000;

  private final Workers workers;
  private final Assignment assignment;

  LeasedCalls(Workers workers, Assignment assignment) {
    this.workers = workers;
    this.assignment = assignment;
  }

  /**
   * @throws CorruptCheckpointException if the bytes are not the ones that were stored
   */
  void downloadCheckpoint(Path target)
      throws IOException, InterruptedException, LeaseLostException {
    long step = assignment.checkpointStep();
    var sha256 = assignment.checkpointSha256();
    var donor = assignment.takesOver();
    var owner = donor == null ? assignment.trialId() : donor.trialId();
    persistently(
        () -> {
          workers.downloadCheckpoint(owner, step, sha256, target);
          return target;
        });
  }

  void uploadCheckpoint(long step, Path file)
      throws IOException, InterruptedException, LeaseLostException {
    persistently(
        () -> workers.uploadCheckpoint(assignment.trialId(), assignment.lease(), step, file));
  }

  ReportReply report(long step, Map<String, Double> metrics)
      throws IOException, InterruptedException, LeaseLostException {
    var report = new Report(assignment.lease(), step, metrics, null);
    return persistently(() -> workers.report(assignment.trialId(), report));
  }

  void provenance(String version, Map<String, String> environment)
      throws IOException, InterruptedException, LeaseLostException {
    var again =
        "tuner reproduce %s --trial %d".formatted(assignment.studyId(), assignment.number());
    var provenance = new Provenance(assignment.lease(), version, environment, again);
    persistently(() -> workers.provenance(assignment.trialId(), provenance));
  }

  void complete() throws IOException, InterruptedException, LeaseLostException {
    persistently(() -> workers.complete(assignment.trialId(), EndOfTrial.of(assignment.lease())));
  }

  void release() throws IOException, InterruptedException, LeaseLostException {
    persistently(() -> workers.release(assignment.trialId(), EndOfTrial.of(assignment.lease())));
  }

  /**
   * @param worthAnotherAttempt whether the same trial may well succeed when it is tried again
   */
  void fail(String error, String log, boolean worthAnotherAttempt)
      throws IOException, InterruptedException, LeaseLostException {
    var end = new EndOfTrial(assignment.lease(), error, log, worthAnotherAttempt);
    persistently(() -> workers.fail(assignment.trialId(), end));
  }

  private interface RemoteCall<T> {
    T send() throws IOException;
  }

  private static <T> T persistently(RemoteCall<T> call)
      throws IOException, InterruptedException, LeaseLostException {
    while (true) {
      try {
        return call.send();
      } catch (ConflictException e) {
        if (e.isLeaseLost()) {
          throw new LeaseLostException(e);
        }
        throw refused(e);
      } catch (NotFoundException e) {
        // The study was deleted, and the trial with it.
        throw new LeaseLostException(e);
      } catch (CorruptCheckpointException e) {
        throw e;
      } catch (TunerException e) {
        if (e.status() != 0 && e.status() < SERVER_ERROR) {
          throw refused(e);
        }
        LOG.warn("the service is away, trying again: {}", e.getMessage());
        TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
      }
    }
  }

  private static IOException refused(TunerException e) {
    return new IOException("The service refused (%s): %s".formatted(e.code(), e.getMessage()), e);
  }
}
