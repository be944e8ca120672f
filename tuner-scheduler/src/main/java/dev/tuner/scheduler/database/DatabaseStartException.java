package dev.tuner.scheduler.database;

import org.jspecify.annotations.Nullable;

/** The embedded database cannot be started. The message says why, the action what to do. */
public final class DatabaseStartException extends RuntimeException {

  private final String action;

  DatabaseStartException(String message, String action, @Nullable Throwable cause) {
    super(message, cause);
    this.action = action;
  }

  /** What the person who starts the service can do. */
  public String action() {
    return action;
  }
}
