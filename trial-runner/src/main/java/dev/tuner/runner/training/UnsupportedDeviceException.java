package dev.tuner.runner.training;

/** The device at hand cannot run the engine or the precision. The message says what can. */
public final class UnsupportedDeviceException extends RuntimeException {

  public UnsupportedDeviceException(String message) {
    super(message);
  }
}
