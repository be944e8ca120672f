package dev.tuner.search.expression;

/** An expression that could not be evaluated on a config, such as a division by zero. */
public final class ExpressionException extends RuntimeException {
  public ExpressionException(String message) {
    super(message);
  }
}
