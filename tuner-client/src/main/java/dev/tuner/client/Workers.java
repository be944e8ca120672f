package dev.tuner.client;

import dev.tuner.wire.AcquireRequest;
import dev.tuner.wire.Assignment;
import dev.tuner.wire.Assignments;
import dev.tuner.wire.CheckpointView;
import dev.tuner.wire.EndOfTrial;
import dev.tuner.wire.Heartbeat;
import dev.tuner.wire.LeaseRef;
import dev.tuner.wire.Provenance;
import dev.tuner.wire.ProvenanceView;
import dev.tuner.wire.Report;
import dev.tuner.wire.ReportReply;
import dev.tuner.wire.TrialView;
import dev.tuner.wire.WorkerSpec;
import dev.tuner.wire.WorkerView;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.stream.Stream;

/**
 * The calls of a worker. A {@link ConflictException} with {@link ConflictException#isLeaseLost}
 * means: abort this trial, report nothing more.
 *
 * <p>Reports, checkpoints and endings are sent again for as long as {@link
 * TunerOptions#reportRetry} says; the other calls follow {@link TunerOptions#retry}.
 */
public final class Workers {
  private final Api calls;
  private final Api reports;
  private final Checkpoints checkpoints;

  Workers(Api calls, Api reports, Checkpoints checkpoints) {
    this.calls = calls;
    this.reports = reports;
    this.checkpoints = checkpoints;
  }

  /** Registers a worker; the same name and incarnation get the same id again. */
  public WorkerView register(WorkerSpec spec) {
    return calls.send(Call.post("/workers", spec), WorkerView.class);
  }

  /** All registered workers. */
  public Stream<WorkerView> stream() {
    return Paging.stream(
        token -> {
          var query = new HashMap<String, Object>();
          query.put("page_token", token);
          return calls.page(Call.get("/workers", query), WorkerView.class);
        });
  }

  /**
   * Asks for trials that fit, and waits up to {@link AcquireRequest#waitSeconds} for them.
   *
   * @return the trials; empty when there was no work
   */
  public List<Assignment> acquire(String workerId, AcquireRequest request) {
    var waiting = Duration.ofMillis((long) (request.waitSeconds() * 1000));
    var call = Call.post(path(workerId) + ":acquire", request).waiting(waiting);
    return calls.send(call, Assignments.class).assignments();
  }

  /**
   * Renews the leases that the worker holds.
   *
   * @return the leases that are over: abort these trials
   */
  public List<LeaseRef> heartbeat(String workerId, Heartbeat heartbeat) {
    var lost =
        calls.send(Call.post(path(workerId) + ":heartbeat", heartbeat), Heartbeat.Reply.class);
    return lost.lost() == null ? List.of() : lost.lost();
  }

  /** Reports a step; the same report again gets the same answer. */
  public ReportReply report(String trialId, Report report) {
    return reports.send(Call.post(trialPath(trialId) + "/measurements", report), ReportReply.class);
  }

  /** Says what runs the trial, to be kept with it. */
  public List<ProvenanceView> provenance(String trialId, Provenance provenance) {
    var call = Call.replace(trialPath(trialId) + "/provenance", provenance);
    return List.of(calls.send(call, ProvenanceView[].class));
  }

  /** The run ended by itself. */
  public TrialView complete(String trialId, EndOfTrial end) {
    return end(trialId, ":complete", end);
  }

  /** The run ended with an error. */
  public TrialView fail(String trialId, EndOfTrial end) {
    return end(trialId, ":fail", end);
  }

  /** The worker gives the lease back; the trial goes on elsewhere from its checkpoint. */
  public TrialView release(String trialId, EndOfTrial end) {
    return end(trialId, ":release", end);
  }

  /**
   * Stores the checkpoint of a step. The file is streamed, with its checksum, and must not change
   * meanwhile.
   *
   * @throws IOException when the file cannot be read
   */
  public CheckpointView uploadCheckpoint(String trialId, long lease, long step, Path file)
      throws IOException {
    return checkpoints.upload(trialId, lease, step, file);
  }

  /**
   * Fetches a checkpoint into a file. The file appears whole and verified, or not at all.
   *
   * @param expectedSha256 lower-case hex, as {@link Assignment#checkpointSha256} has it
   * @param target replaced when it exists; its directory must exist
   * @throws CorruptCheckpointException when the bytes do not have that checksum
   * @throws IOException when the file cannot be written
   */
  public void downloadCheckpoint(String trialId, long step, String expectedSha256, Path target)
      throws IOException {
    checkpoints.download(trialId, step, expectedSha256, target);
  }

  private TrialView end(String trialId, String verb, EndOfTrial end) {
    return reports.send(Call.post(trialPath(trialId) + verb, end), TrialView.class);
  }

  private static String path(String workerId) {
    return "/workers/" + Call.encoded(workerId);
  }

  private static String trialPath(String trialId) {
    return "/trials/" + Call.encoded(trialId);
  }
}
