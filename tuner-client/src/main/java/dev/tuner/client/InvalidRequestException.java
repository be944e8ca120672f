package dev.tuner.client;

import dev.tuner.wire.Problem;
import java.util.List;

/** The request itself is wrong (400 or 422); sending it again cannot help. */
public final class InvalidRequestException extends TunerException {
  private static final long serialVersionUID = 1L;

  private final transient List<Problem.FieldError> errors;

  InvalidRequestException(String message, Source source, List<Problem.FieldError> errors) {
    super(message, source, null);
    this.errors = errors;
  }

  /** One entry for each bad field, by JSON pointer; empty when the problem is not about fields. */
  public List<Problem.FieldError> errors() {
    return errors;
  }
}
