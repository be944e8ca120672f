package dev.tuner.runner.training;

/**
 * A batch needs more memory than the device has free. Nothing has changed; a smaller one may fit.
 */
public final class OutOfDeviceMemoryException extends RuntimeException {

  public OutOfDeviceMemoryException(String message, Throwable cause) {
    super(message, cause);
  }
}
