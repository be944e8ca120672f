package dev.tuner.runner.process;

/** The trial is no longer leased to this run: the process ends and reports nothing more. */
final class LeaseLostException extends Exception {

  private static final long serialVersionUID = 1L;

  LeaseLostException(Throwable cause) {
    super(cause.getMessage(), cause);
  }
}
