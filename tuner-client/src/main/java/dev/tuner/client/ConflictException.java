package dev.tuner.client;

import java.util.Set;

/** The call does not fit the present state of the study or trial (409). */
public final class ConflictException extends TunerException {
  private static final long serialVersionUID = 1L;
  private static final Set<String> RUN_IS_OVER = Set.of("lease-lost", "trial-over");

  ConflictException(String message, Source source) {
    super(message, source, null);
  }

  /**
   * Whether the caller no longer holds the trial (code {@code lease-lost} or {@code trial-over}):
   * abort its process at once and report nothing more.
   */
  public boolean isLeaseLost() {
    return RUN_IS_OVER.contains(code());
  }
}
