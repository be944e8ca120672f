package dev.tuner.search.space;

import dev.tuner.search.TrialRandom;
import dev.tuner.search.definition.Json;
import dev.tuner.search.definition.Pointers;
import dev.tuner.search.definition.Problems;
import dev.tuner.search.expression.Expression;
import dev.tuner.search.expression.ExpressionException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Expressions that every config of a space must make true. */
record Constraints(List<Expression> all) {
  static final Constraints NONE = new Constraints(List.of());
  private static final int MOST = 100;

  /** Reads them; problems are added for those that are no expressions over the space. */
  static Constraints read(
      List<?> json, Derivations derivations, String pointer, Problems problems) {
    if (json.size() > MOST) {
      problems.add(pointer, "has %d constraints, at most %d".formatted(json.size(), MOST));
      return NONE;
    }
    List<Expression> all = new ArrayList<>();
    for (int i = 0; i < json.size(); i++) {
      String place = Pointers.child(pointer, i);
      one(json.get(i), place, problems)
          .ifPresent(
              expression -> {
                derivations.checkReferences(expression, place);
                all.add(expression);
              });
    }
    return new Constraints(List.copyOf(all));
  }

  List<String> sources() {
    return all.stream().map(Expression::source).toList();
  }

  private static Optional<Expression> one(Object json, String pointer, Problems problems) {
    if (!(json instanceof String source)) {
      problems.add(
          pointer,
          "must be an expression in quotes, such as \"config.l2 <= config.l1\", but is "
              + Json.show(json));
      return Optional.empty();
    }
    Optional<Expression> expression = Expression.parse(source, pointer, problems);
    if (expression.isPresent() && expression.get().draws()) {
      problems.add(pointer, "must not draw: a config satisfies a constraint or it does not");
      return Optional.empty();
    }
    return expression;
  }

  /**
   * Whether the config makes every constraint true.
   *
   * @throws ExpressionException if one has no value for it, or one that is not true or false
   */
  boolean areMetBy(Map<String, Object> config) {
    for (Expression expression : all) {
      Object value = expression.evaluate(config, TrialRandom.of(0));
      if (!(value instanceof Boolean met)) {
        throw new ExpressionException(
            "the constraint \"%s\" must be true or false but is %s"
                .formatted(expression, Json.show(value)));
      }
      if (!met) {
        return false;
      }
    }
    return true;
  }
}
