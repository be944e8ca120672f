package dev.tuner.runner.data;

/** Data that cannot be trained on. The message names the file or class, and the fix. */
public final class InvalidDataException extends RuntimeException {

  public InvalidDataException(String message) {
    super(message);
  }
}
