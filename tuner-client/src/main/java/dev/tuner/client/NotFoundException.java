package dev.tuner.client;

/** There is no such study, trial, worker or checkpoint (404). */
public final class NotFoundException extends TunerException {
  private static final long serialVersionUID = 1L;

  NotFoundException(String message, Source source) {
    super(message, source, null);
  }
}
