package dev.tuner.search.expression;

import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOverloadDecl;
import dev.cel.runtime.CelFunctionResolver;
import dev.cel.runtime.CelLateFunctionBindings;
import java.util.List;
import java.util.random.RandomGenerator;

/** The functions that draw: bound anew to the caller's generator at each evaluation. */
final class Draws {
  static final List<String> NAMES = List.of("randint", "uniform", "normal", "choice");

  private static final CelOverloadDecl RANDINT = Functions.overload("randint", 2);
  private static final CelOverloadDecl UNIFORM = Functions.overload("uniform", 2);
  private static final CelOverloadDecl NORMAL = Functions.overload("normal", 2);
  private static final CelOverloadDecl CHOICE = Functions.overload("choice", 1);

  private Draws() {}

  static List<CelFunctionDecl> declarations() {
    return List.of(
        CelFunctionDecl.newFunctionDeclaration("randint", RANDINT),
        CelFunctionDecl.newFunctionDeclaration("uniform", UNIFORM),
        CelFunctionDecl.newFunctionDeclaration("normal", NORMAL),
        CelFunctionDecl.newFunctionDeclaration("choice", CHOICE));
  }

  // the engine wants immutable functions, for programs that are shared; these live for one
  // evaluation
  @SuppressWarnings("Immutable")
  static CelFunctionResolver from(RandomGenerator random) {
    return CelLateFunctionBindings.from(
        Functions.binding(RANDINT, args -> randint(args[0], args[1], random)),
        Functions.binding(UNIFORM, args -> uniform(args[0], args[1], random)),
        Functions.binding(NORMAL, args -> normal(args[0], args[1], random)),
        Functions.binding(CHOICE, args -> choice(args[0], random)));
  }

  private static Object randint(Object low, Object high, RandomGenerator random) {
    long from = Numbers.wholeNumber("randint", low);
    long to = Numbers.wholeNumber("randint", high);
    if (to <= from || to - from < 0) {
      throw new ExpressionException(
          "randint(%d, %d): the upper bound is exclusive and must be above the lower"
              .formatted(from, to));
    }
    return from + random.nextLong(to - from);
  }

  private static Object uniform(Object low, Object high, RandomGenerator random) {
    double from = Numbers.number("uniform", low);
    double to = Numbers.number("uniform", high);
    double share = random.nextDouble();
    return from * (1 - share) + to * share;
  }

  private static Object normal(Object mean, Object deviation, RandomGenerator random) {
    double sigma = Numbers.number("normal", deviation);
    if (sigma < 0) {
      throw new ExpressionException("normal: the standard deviation is " + sigma + ", below 0");
    }
    return Numbers.number("normal", mean) + sigma * random.nextGaussian();
  }

  private static Object choice(Object options, RandomGenerator random) {
    if (!(options instanceof List<?> list) || list.isEmpty()) {
      throw new ExpressionException(
          "choice needs a list that is not empty but got " + Numbers.describe(options));
    }
    return list.get((int) random.nextLong(list.size()));
  }
}
