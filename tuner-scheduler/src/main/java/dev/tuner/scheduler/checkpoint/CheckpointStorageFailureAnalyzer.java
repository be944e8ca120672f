package dev.tuner.scheduler.checkpoint;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Shows why checkpoints cannot be kept in two sentences instead of a stack trace. */
final class CheckpointStorageFailureAnalyzer
    extends AbstractFailureAnalyzer<CheckpointStorageException> {
  @Override
  protected FailureAnalysis analyze(Throwable rootFailure, CheckpointStorageException cause) {
    return new FailureAnalysis(cause.getMessage(), cause.action(), cause);
  }
}
