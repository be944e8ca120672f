package dev.tuner.scheduler.trial;

import dev.tuner.scheduler.TunerException;

/** A trial or study is not in a state that allows what was asked. */
public final class IllegalTransitionException extends TunerException {

  /** {@code what} names the thing and its id. */
  public IllegalTransitionException(String what, Enum<?> from, Enum<?> to) {
    super(
        "illegal-transition",
        Kind.CONFLICT,
        "%s is %s and cannot become %s".formatted(what, from, to));
  }
}
