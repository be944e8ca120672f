package dev.tuner.scheduler;

/**
 * A request that the service understood and refused. The message says what is wrong, which, and
 * what to do; {@link #code()} names the problem for programs and never changes its meaning; {@link
 * #kind()} tells the edge what sort of refusal it is.
 */
public abstract class TunerException extends RuntimeException {

  /** What a caller can do about a refusal. */
  public enum Kind {
    /** The request itself is wrong: change it. */
    INVALID,
    /** What it names does not exist. */
    NOT_FOUND,
    /** It does not fit the present state: read the state again. */
    CONFLICT,
    /** What it names existed and is gone for good. */
    GONE,
    /** The service cannot do it now: try again later. */
    UNAVAILABLE
  }

  private final String code;
  private final Kind kind;

  /**
   * @param code lower-case words joined by hyphens, such as {@code lease-lost}
   * @param message what is wrong, which, and what to do
   */
  protected TunerException(String code, Kind kind, String message) {
    super(message);
    this.code = code;
    this.kind = kind;
  }

  /** The stable name of the problem. */
  public String code() {
    return code;
  }

  public Kind kind() {
    return kind;
  }
}
