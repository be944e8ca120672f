package dev.tuner.scheduler;

import java.util.List;

/** Input that names what does not fit, field by field. Nothing was changed. */
public class InvalidInputException extends TunerException {

  private final transient List<FieldError> errors;

  /**
   * @param pointer JSON pointer (RFC 6901) of the field in the request body; empty for the whole
   *     body
   * @param detail what is wrong with it and what to do
   */
  public record FieldError(String pointer, String detail) {}

  public InvalidInputException(String code, String pointer, String detail) {
    this(code, List.of(new FieldError(pointer, detail)));
  }

  /**
   * @param errors one for each bad field, at least one
   */
  public InvalidInputException(String code, List<FieldError> errors) {
    super(code, Kind.INVALID, errors.get(0).detail());
    this.errors = List.copyOf(errors);
  }

  /** What is wrong, field by field, in the order of the input. */
  public List<FieldError> errors() {
    return errors;
  }
}
