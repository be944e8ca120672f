package dev.tuner.scheduler.study;

import dev.tuner.scheduler.TunerException;

/** The same idempotency key came with another request. */
public final class KeyReusedException extends TunerException {
  public KeyReusedException(IdempotencyKey key) {
    super(
        "idempotency-key-reused",
        Kind.CONFLICT,
        "Idempotency-Key %s was used for another request; choose a new one".formatted(key.value()));
  }
}
