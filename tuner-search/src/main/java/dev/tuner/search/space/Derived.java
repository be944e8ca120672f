package dev.tuner.search.space;

import dev.tuner.search.TrialRandom;
import dev.tuner.search.definition.Json;
import dev.tuner.search.expression.Expression;
import dev.tuner.search.expression.ExpressionException;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * A parameter computed by an expression from parameters drawn before it.
 *
 * @param pointer where the expression stands, for messages
 * @param order its turn among the expressions: smaller ones come first
 */
record Derived(long place, String pointer, int order, Expression expression) implements Node {
  private static final int LONGEST_LIST = 100;

  @Override
  public Object draw(Draw draw, Slot slot) {
    draw.later(this, slot);
    return null;
  }

  /**
   * @throws ExpressionException if the expression has no usable value for the config
   */
  Object value(Map<String, Object> config, RandomGenerator random) {
    try {
      return usable(expression.evaluate(config, random));
    } catch (ExpressionException e) {
      throw new ExpressionException(
          "%s: %s (in \"%s\")".formatted(pointer, e.getMessage(), expression));
    }
  }

  private static Object usable(Object value) {
    boolean flatList =
        value instanceof List<?> list
            && list.size() <= LONGEST_LIST
            && list.stream().allMatch(Derived::isScalar);
    if (isScalar(value) || flatList) {
      return value;
    }
    throw new ExpressionException(
        "the value %s is not a finite number, a text, true, false or a list of at most %d of them"
            .formatted(Json.show(value), LONGEST_LIST));
  }

  private static boolean isScalar(Object value) {
    return value instanceof Long
        || value instanceof Boolean
        || value instanceof String
        || (value instanceof Double number && Double.isFinite(number));
  }

  @Override
  public boolean contains(Object value, Map<String, Object> config) {
    if (expression.draws()) {
      return value != null;
    }
    try {
      return Json.same(value(config, TrialRandom.of(0)), value);
    } catch (ExpressionException e) {
      return false;
    }
  }
}
