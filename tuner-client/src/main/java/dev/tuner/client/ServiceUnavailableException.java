package dev.tuner.client;

/**
 * The service cannot be reached, or is busy or away (429, 502, 503, 504), and stayed so for all
 * attempts.
 */
public final class ServiceUnavailableException extends TunerException {
  private static final long serialVersionUID = 1L;

  ServiceUnavailableException(String message, Source source, Throwable cause) {
    super(message, source, cause);
  }
}
