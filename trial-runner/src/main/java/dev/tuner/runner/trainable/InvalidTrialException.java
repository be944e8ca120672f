package dev.tuner.runner.trainable;

/** A config or setting that cannot be trained. The message names the field and the fix. */
public final class InvalidTrialException extends RuntimeException {

  private final String field;

  /**
   * @param field where the value stands, as the author of the study knows it: {@code config.lr},
   *     {@code trainable.dataset}
   * @param problem what is wrong and what to do, without the field's name
   */
  public InvalidTrialException(String field, String problem) {
    super(field + " " + problem);
    this.field = field;
  }

  /** Where the value stands: {@code config.lr}, {@code trainable.dataset}. */
  public String field() {
    return field;
  }
}
