package dev.tuner.client.local;

/** The service or a worker on this machine cannot run; the message says why and what to do. */
public final class LocalStackException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  LocalStackException(String message) {
    super(message);
  }

  LocalStackException(String message, Throwable cause) {
    super(message, cause);
  }
}
