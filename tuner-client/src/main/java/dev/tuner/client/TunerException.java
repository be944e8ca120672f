package dev.tuner.client;

/**
 * A call did not succeed. The message is the service's own: what is wrong, which, and what to do.
 */
public class TunerException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String code;
  private final String requestId;

  TunerException(String message, Source source, Throwable cause) {
    super(message, cause);
    this.status = source.status();
    this.code = source.code();
    this.requestId = source.requestId();
  }

  /** The HTTP status; 0 when there was no answer. */
  public int status() {
    return status;
  }

  /** The stable name of the problem, such as {@code lease-lost}. */
  public String code() {
    return code;
  }

  /** The id under which the service's log knows the request. */
  public String requestId() {
    return requestId;
  }

  /** Where an error comes from. */
  record Source(int status, String code, String requestId) {}
}
