package dev.tuner.search.expression;

import dev.cel.checker.CelStandardDeclarations;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOptions;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.CelValidationResult;
import dev.cel.common.types.CelType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import dev.cel.runtime.CelStandardFunctions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The one configuration of the expression engine.
 *
 * <p>An evaluation cannot be costly: there are no loops (of CEL's macros only {@code has} exists,
 * and comprehensions are off), no regular expressions, an expression has at most {@value
 * #MAX_NODES} nodes, and texts cannot grow. So it takes at most as many calls as it has nodes.
 */
final class Language {
  static final String CONFIG = "config";
  static final int MAX_LENGTH = 1000;
  static final int MAX_NODES = 300;
  private static final int MAX_DEPTH = 32;

  /** What exists of CEL's own functions. Arithmetic is ours: {@link Numbers}. */
  private static final Set<String> STANDARD =
      Set.of(
          "LOGICAL_NOT",
          "LOGICAL_OR",
          "LOGICAL_AND",
          "EQUALS",
          "NOT_EQUALS",
          "IN",
          "INDEX",
          "SIZE",
          "INT",
          "DOUBLE",
          "STRING",
          "LESS",
          "LESS_EQUALS",
          "GREATER",
          "GREATER_EQUALS",
          "NOT_STRICTLY_FALSE");

  /** Declared anew by {@link #LENIENT}, with CEL's own behaviour. */
  private static final Set<String> REPLACED = Set.of("EQUALS", "NOT_EQUALS");

  private static final CelOptions OPTIONS =
      CelOptions.current()
          .maxExpressionCodePointSize(MAX_LENGTH)
          .maxParseExpressionNodeCount(MAX_NODES)
          .maxParseRecursionDepth(MAX_DEPTH)
          .enableHeterogeneousNumericComparisons(true)
          .enableComprehension(false)
          .comprehensionMaxIterations(0)
          .maxRegexProgramSize(0)
          .build();

  /** CEL's own want one type on both sides; {@code wide ? 1 : 0.5} and 1 == 1.0 are fine here. */
  private static final List<CelFunctionDecl> LENIENT =
      List.of(
          lenient("_?_:_", "conditional", SimpleType.DYN, SimpleType.BOOL),
          lenient("_==_", "equals", SimpleType.BOOL),
          lenient("_!=_", "not_equals", SimpleType.BOOL));

  private static final Functions FUNCTIONS = new Functions();
  private static final CelCompiler COMPILER = compiler();
  private static final CelRuntime RUNTIME = runtime();

  private Language() {}

  /** Every function that can be called by name. */
  static List<String> functionNames() {
    List<String> names = new ArrayList<>(FUNCTIONS.names());
    names.addAll(Draws.NAMES);
    names.addAll(List.of("has", "size", "int", "double", "string"));
    return names;
  }

  private static CelFunctionDecl lenient(
      String name, String overload, CelType result, CelType... first) {
    List<CelType> arguments = new ArrayList<>(List.of(first));
    arguments.addAll(List.of(SimpleType.DYN, SimpleType.DYN));
    return CelFunctionDecl.newFunctionDeclaration(
        name, CelOverloadDecl.newGlobalOverload(overload, result, arguments));
  }

  static CelValidationResult compile(String source) {
    return COMPILER.compile(source);
  }

  static CelRuntime.Program program(CelAbstractSyntaxTree tree) {
    try {
      return RUNTIME.createProgram(tree);
    } catch (CelEvaluationException e) {
      throw new IllegalStateException("a checked expression must be runnable", e);
    }
  }

  private static CelCompiler compiler() {
    CelStandardDeclarations declarations =
        CelStandardDeclarations.newBuilder()
            .includeFunctions(
                Stream.of(CelStandardDeclarations.StandardFunction.values())
                    .filter(function -> STANDARD.contains(function.name()))
                    .filter(function -> !REPLACED.contains(function.name()))
                    .collect(Collectors.toList()))
            .build();
    return CelCompilerFactory.standardCelCompilerBuilder()
        .setOptions(OPTIONS)
        .setStandardEnvironmentEnabled(false)
        .setStandardDeclarations(declarations)
        .setStandardMacros(CelStandardMacro.HAS)
        .addVar(CONFIG, MapType.create(SimpleType.STRING, SimpleType.DYN))
        .addFunctionDeclarations(FUNCTIONS.declarations())
        .addFunctionDeclarations(Draws.declarations())
        .addFunctionDeclarations(LENIENT)
        .build();
  }

  private static CelRuntime runtime() {
    CelStandardFunctions functions =
        CelStandardFunctions.newBuilder()
            .includeFunctions(
                Stream.of(CelStandardFunctions.StandardFunction.values())
                    .filter(function -> STANDARD.contains(function.name()))
                    .collect(Collectors.toList()))
            .build();
    return CelRuntimeFactory.plannerRuntimeBuilder()
        .setOptions(OPTIONS)
        .setStandardFunctions(functions)
        .addFunctionBindings(FUNCTIONS.bindings())
        .addLateBoundFunctions(Draws.NAMES)
        .build();
  }
}
