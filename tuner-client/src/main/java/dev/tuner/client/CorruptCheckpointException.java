package dev.tuner.client;

/** The bytes of a checkpoint are not the ones that were stored. */
public final class CorruptCheckpointException extends TunerException {
  private static final long serialVersionUID = 1L;

  CorruptCheckpointException(String message) {
    super(message, new Source(200, "corrupt-checkpoint", ""), null);
  }
}
