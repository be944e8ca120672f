package dev.tuner.wire;

import java.util.List;

/**
 * An error answer (RFC 9457, {@code application/problem+json}).
 *
 * @param type a URI reference that names the kind of problem; {@code about:blank} is not used
 * @param status the HTTP status
 * @param code the stable name of the problem, such as {@code lease-lost}
 * @param detail what is wrong, which, and what to do
 * @param errors one entry for each bad field; absent when the problem is not about fields
 */
public record Problem(
    String type, String title, int status, String code, String detail, List<FieldError> errors) {

  /**
   * @param pointer JSON pointer (RFC 6901) of the field in the request body
   * @param detail what is wrong with it and what to do
   */
  public record FieldError(String pointer, String detail) {}
}
