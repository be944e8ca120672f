package dev.tuner.scheduler;

/** The service cannot do it now; the same request may succeed in a moment. */
public final class UnavailableException extends TunerException {
  public UnavailableException(String message) {
    super("unavailable", Kind.UNAVAILABLE, message);
  }
}
