package dev.tuner.search.space;

import dev.tuner.search.TrialRandom;
import dev.tuner.search.definition.Json;
import dev.tuner.search.definition.Problems;
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
  public Object make(Draw draw, Slot slot, Object given) {
    Object value = given != null && expression.draws() ? given : draw.kept().derived(order);
    if (value == null) {
      draw.later(this, slot);
    }
    return value;
  }

  @Override
  public void remember(Object value, Map<String, Object> config, Kept kept) {
    if (expression.draws()) {
      kept.derived(order, value);
    }
  }

  @Override
  public void checkGiven(Object given, String pointer, Problems problems) {
    if (!expression.draws()) {
      problems.add(
          pointer,
          "is computed from other parameters by \"%s\": leave it out".formatted(expression));
    }
  }

  @Override
  public void checkWhole(
      Object value, Map<String, Object> config, String pointer, Problems problems) {
    if (value == null) {
      problems.add(pointer, "is missing");
    } else if (!contains(value, config)) {
      problems.add(
          pointer,
          "is %s, which is not what \"%s\" gives for this config"
              .formatted(Json.show(value), expression));
    }
  }

  @Override
  public void encode(Object value, Map<String, Object> config, double[] point) {
    // a value that follows from others has no coordinate of its own
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

  @Override
  public void cells(double[] point, Cell[] cells) {
    // without a coordinate there is no cell
  }

  @Override
  public long gridSize(int resolution) {
    return 1;
  }

  @Override
  public void gridPoint(long index, int resolution, double[] point) {
    // it has no coordinate of its own
  }
}
