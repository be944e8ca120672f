package dev.tuner.runner.process;

import dev.tuner.runner.trainable.CheckpointWriter;
import dev.tuner.runner.trainable.TrialContext;
import dev.tuner.wire.Assignment;
import dev.tuner.wire.ReportReply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** The trial of this process: turns what its trainable says into calls of the service. */
final class RunningTrial implements TrialContext {

  private static final String GO_ON = "CONTINUE";

  private final Assignment assignment;
  private final LeasedCalls calls;
  private final RunFolder folder;
  private final ParentLine parent;
  private final Optional<Path> checkpoint;
  private long step;
  private boolean over;

  private RunningTrial(
      Assignment assignment,
      LeasedCalls calls,
      RunFolder folder,
      ParentLine parent,
      Optional<Path> checkpoint) {
    this.assignment = assignment;
    this.calls = calls;
    this.folder = folder;
    this.parent = parent;
    this.checkpoint = checkpoint;
  }

  /** Fetches the checkpoint that the trial goes on from, if there is one. */
  static RunningTrial open(
      Assignment assignment, LeasedCalls calls, RunFolder folder, ParentLine parent)
      throws IOException, InterruptedException, LeaseLostException {
    if (assignment.checkpointStep() == null) {
      return new RunningTrial(assignment, calls, folder, parent, Optional.empty());
    }
    var file = folder.path().resolve("start.checkpoint");
    calls.downloadCheckpoint(file);
    return new RunningTrial(assignment, calls, folder, parent, Optional.of(file));
  }

  @Override
  public Map<String, Object> config() {
    return assignment.config();
  }

  @Override
  public Map<String, Object> settings() {
    return assignment.trainable();
  }

  @Override
  public long seed() {
    return assignment.seed();
  }

  @Override
  public OptionalLong maxStep() {
    return assignment.maxStep() == null
        ? OptionalLong.empty()
        : OptionalLong.of(assignment.maxStep());
  }

  @Override
  public Optional<Path> checkpoint() {
    return checkpoint;
  }

  @Override
  public void ranBy(String version, Map<String, String> environment)
      throws IOException, InterruptedException {
    try {
      calls.provenance(version, environment);
    } catch (LeaseLostException e) {
      TrialProcess.exit(folder, "lost its lease: " + e.getMessage());
    }
  }

  @Override
  public boolean report(long step, Map<String, Double> metrics, CheckpointWriter writer)
      throws IOException, InterruptedException {
    if (over) {
      throw new IllegalStateException(
          "Step %d was reported after the trial was told to end; return when report is false"
              .formatted(step));
    }
    this.step = step;
    try {
      over = !goesOn(step, metrics, writer);
    } catch (LeaseLostException e) {
      // No trainable may catch this and train on.
      TrialProcess.exit(folder, "lost its lease at step %d: %s".formatted(step, e.getMessage()));
    }
    return !over;
  }

  /** Whether a report was answered with an end: there is nothing more to tell the service. */
  boolean isOver() {
    return over;
  }

  /** The last step that the trainable reached. */
  long step() {
    return step;
  }

  private boolean goesOn(long step, Map<String, Double> metrics, CheckpointWriter writer)
      throws IOException, InterruptedException, LeaseLostException {
    if (step > assignment.lastStep()) {
      store(step, writer);
      var reply = calls.report(step, metrics);
      System.out.printf("step %d %s: %s, %s%n", step, metrics, reply.decision(), reply.reason());
      if (!GO_ON.equals(reply.decision())) {
        folder.writeEnding(ending(reply));
        return false;
      }
    }
    if (parent.releaseWanted()) {
      calls.release();
      folder.writeEnding(Ending.well("released at step " + step));
      return false;
    }
    return true;
  }

  private void store(long step, CheckpointWriter writer)
      throws IOException, InterruptedException, LeaseLostException {
    var file = folder.checkpoint(step);
    writer.writeTo(file);
    calls.uploadCheckpoint(step, file);
    Files.delete(file);
  }

  private Ending ending(ReportReply reply) {
    var state = reply.state().toLowerCase(Locale.ROOT);
    return Ending.well("%s at step %d: %s".formatted(state, step, reply.reason()));
  }
}
