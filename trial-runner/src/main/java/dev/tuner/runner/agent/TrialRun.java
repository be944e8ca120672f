package dev.tuner.runner.agent;

import dev.tuner.runner.process.ParentLine;
import dev.tuner.runner.process.RunFolder;
import dev.tuner.wire.Assignment;
import dev.tuner.wire.LeaseRef;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;

/** One run of one trial: its process, its files and the resources it occupies. */
final class TrialRun {

  private final Assignment assignment;
  private final Slots.Slot slot;
  private final Process process;
  private final RunFolder folder;
  private final AtomicReference<String> abortReason = new AtomicReference<>();
  private final CompletableFuture<Void> settled = new CompletableFuture<>();

  TrialRun(Assignment assignment, Slots.Slot slot, Process process, RunFolder folder) {
    this.assignment = assignment;
    this.slot = slot;
    this.process = process;
    this.folder = folder;
  }

  Assignment assignment() {
    return assignment;
  }

  Slots.Slot slot() {
    return slot;
  }

  RunFolder folder() {
    return folder;
  }

  LeaseRef lease() {
    return new LeaseRef(assignment.trialId(), assignment.lease());
  }

  /** What people call the trial. */
  String title() {
    return "trial %d of %s".formatted(assignment.number(), assignment.studyName());
  }

  /** Done when the process is gone. */
  CompletableFuture<Process> exit() {
    return process.onExit();
  }

  /** Done when the process is gone, the service knows it, and the files are cleaned up. */
  CompletableFuture<Void> settled() {
    return settled;
  }

  void start() {
    tell(ParentLine.START);
  }

  /** Asks the process to save the trial's state at its next report and to give the lease back. */
  void askToRelease() {
    tell(ParentLine.RELEASE);
  }

  /** Kills the process at once. */
  void abort(String reason) {
    abortReason.compareAndSet(null, reason);
    process.destroyForcibly();
  }

  /** Why the worker killed the process; empty if it did not. */
  Optional<String> abortReason() {
    return Optional.ofNullable(abortReason.get());
  }

  private void tell(String word) {
    try {
      var line = process.getOutputStream();
      line.write((word + "\n").getBytes(StandardCharsets.UTF_8));
      line.flush();
    } catch (IOException processIsGone) {
      // Whoever waits for its exit deals with it.
      if (process.isAlive()) {
        throw new UncheckedIOException(processIsGone);
      }
    }
  }
}
