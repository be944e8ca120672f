package dev.tuner.search.expression;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.tuner.search.definition.Names;
import dev.tuner.search.definition.Problems;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A compiled expression over {@code config}. Immutable and safe for use by several threads.
 *
 * <p>Functions: {@code abs ceil exp floor log max min pow round sqrt size int double string has}
 * and the draws {@code randint(low, high)} (upper exclusive), {@code uniform(low, high)}, {@code
 * normal(mean, deviation)} and {@code choice(list)}. Operators: {@code + - * / % == != < <= > >= &&
 * || ! ?: in []}. Division is the true one; a whole quotient of whole numbers stays whole.
 *
 * @see <a href="https://cel.dev">Common Expression Language</a>
 */
public final class Expression {
  private static final Pattern UNDECLARED = Pattern.compile("undeclared reference to '([^']*)'");

  private static final Pattern LOCATED =
      Pattern.compile("evaluation error at <input>:(\\d+): (.*)", Pattern.DOTALL);

  private final String source;
  private final CelRuntime.Program program;
  private final List<Reference> references;
  private final boolean draws;

  private Expression(
      String source, CelRuntime.Program program, List<Reference> references, boolean draws) {
    this.source = source;
    this.program = program;
    this.references = references;
    this.draws = draws;
  }

  /**
   * Compiles an expression.
   *
   * @param pointer where it stands, for the problems
   * @return empty when problems were added
   */
  public static Optional<Expression> parse(String source, String pointer, Problems problems) {
    if (source.length() > Language.MAX_LENGTH) {
      problems.add(
          pointer,
          "is too long: %d characters, at most %d".formatted(source.length(), Language.MAX_LENGTH));
      return Optional.empty();
    }
    CelValidationResult result = Language.compile(source);
    if (result.hasError()) {
      result.getErrors().stream()
          .limit(1)
          .forEach(issue -> problems.add(pointer, explain(issue, source)));
      return Optional.empty();
    }
    try {
      return compiled(source, result.getAst(), pointer, problems);
    } catch (CelValidationException e) {
      throw new IllegalStateException("a result without errors must have a tree", e);
    }
  }

  private static Optional<Expression> compiled(
      String source, CelAbstractSyntaxTree tree, String pointer, Problems problems) {
    TreeReader reader = new TreeReader(tree);
    reader.misuse().ifPresent(detail -> problems.add(pointer, detail));
    return reader.misuse().isPresent()
        ? Optional.empty()
        : Optional.of(
            new Expression(source, Language.program(tree), reader.references(), reader.draws()));
  }

  private static String explain(CelIssue issue, String source) {
    int column = issue.getSourceLocation().getColumn() + 1;
    Matcher undeclared = UNDECLARED.matcher(issue.getMessage());
    if (undeclared.find()) {
      return unknown(undeclared.group(1), column, source);
    }
    return "column %d: %s"
        .formatted(column, issue.getMessage().replace("'<EOF>'", "the end of the expression"));
  }

  private static String unknown(String name, int column, String source) {
    List<String> known = new ArrayList<>(Language.functionNames());
    known.add(Language.CONFIG);
    // the engine points behind the name of a function, at its parenthesis
    int start = source.lastIndexOf(name, column - 1) + 1;
    return "column %d: unknown name \"%s\"%s; parameters are written config.NAME, functions are %s"
        .formatted(
            start == 0 ? column : start,
            name,
            Names.hint(name, known),
            String.join(", ", Language.functionNames()));
  }

  /** The text it was made from. */
  public String source() {
    return source;
  }

  /** The parameters it names. */
  public List<Reference> references() {
    return references;
  }

  /** Whether its value depends on random numbers, and not on the config alone. */
  public boolean draws() {
    return draws;
  }

  /**
   * The value for a config.
   *
   * @return a Long, Double, Boolean, String, or a list or map of them
   * @throws ExpressionException if it has none, saying why
   */
  public Object evaluate(Map<String, Object> config, RandomGenerator random) {
    try {
      Map<String, Object> variables = Map.of(Language.CONFIG, normal(config));
      return draws ? program.eval(variables, Draws.from(random)) : program.eval(variables);
    } catch (CelEvaluationException e) {
      throw new ExpressionException(why(e));
    }
  }

  private static String why(CelEvaluationException e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof ExpressionException) {
        return cause.getMessage();
      }
    }
    Matcher located = LOCATED.matcher(e.getMessage());
    return located.matches()
        ? "column %d: %s".formatted(Integer.parseInt(located.group(1)) + 1, located.group(2))
        : e.getMessage();
  }

  /** CEL knows two kinds of numbers, long and double; a parameter that is null is not there. */
  private static Object normal(Object value) {
    if (value instanceof Map<?, ?> map) {
      Map<String, Object> copy = new LinkedHashMap<>();
      map.forEach(
          (name, inner) -> {
            if (inner != null) {
              copy.put((String) name, normal(inner));
            }
          });
      return copy;
    }
    if (value instanceof List<?> list) {
      return list.stream().filter(Objects::nonNull).map(Expression::normal).toList();
    }
    if (value instanceof Integer || value instanceof Short || value instanceof Byte) {
      return ((Number) value).longValue();
    }
    return value instanceof Number number && !(value instanceof Long)
        ? (Object) number.doubleValue()
        : value;
  }

  @Override
  public String toString() {
    return source;
  }
}
