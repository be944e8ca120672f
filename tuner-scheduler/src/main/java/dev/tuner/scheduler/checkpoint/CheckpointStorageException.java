package dev.tuner.scheduler.checkpoint;

/**
 * Checkpoints cannot be kept where the configuration says. The message says why, the action what to
 * do.
 */
public final class CheckpointStorageException extends RuntimeException {

  private final String action;

  CheckpointStorageException(String message, String action, Throwable cause) {
    super(message, cause);
    this.action = action;
  }

  /** What the person who starts the service can do. */
  public String action() {
    return action;
  }
}
