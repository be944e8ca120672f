package dev.tuner.search.expression;

import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import dev.cel.runtime.CelFunctionBinding;
import dev.cel.runtime.CelFunctionOverload;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The functions and arithmetic operators of expressions that draw nothing. */
final class Functions {
  private static final int MOST_ARGUMENTS = 6;

  private final List<CelFunctionBinding> bindings = new ArrayList<>();
  private final Map<String, List<CelOverloadDecl>> overloads = new LinkedHashMap<>();

  Functions() {
    bind("_+_", 2, args -> Numbers.add(args[0], args[1]));
    bind("_-_", 2, args -> Numbers.subtract(args[0], args[1]));
    bind("_*_", 2, args -> Numbers.multiply(args[0], args[1]));
    bind("_/_", 2, args -> Numbers.divide(args[0], args[1]));
    bind("_%_", 2, args -> Numbers.modulo(args[0], args[1]));
    bind("-_", 1, args -> Numbers.negate(args[0]));
    bind("abs", 1, args -> Numbers.absolute(args[0]));
    bind("log", 1, args -> Numbers.logarithm(args[0]));
    bind("exp", 1, args -> StrictMath.exp(Numbers.number("exp", args[0])));
    bind("sqrt", 1, args -> Numbers.squareRoot(args[0]));
    bind("floor", 1, args -> Numbers.floor(args[0]));
    bind("ceil", 1, args -> Numbers.ceil(args[0]));
    bind("round", 1, args -> Numbers.round(args[0]));
    bind("pow", 2, args -> Numbers.power(args[0], args[1]));
    for (int count = 2; count <= MOST_ARGUMENTS; count++) {
      bind("min", count, args -> fold(args, Numbers::smaller));
      bind("max", count, args -> fold(args, Numbers::larger));
    }
  }

  List<CelFunctionBinding> bindings() {
    return bindings;
  }

  List<CelFunctionDecl> declarations() {
    return overloads.entrySet().stream()
        .map(each -> CelFunctionDecl.newFunctionDeclaration(each.getKey(), each.getValue()))
        .toList();
  }

  /** The names that a person writes, without operators. */
  List<String> names() {
    return overloads.keySet().stream().filter(name -> !name.contains("_")).toList();
  }

  private static Object fold(Object[] args, BinaryOperator<Object> body) {
    return Stream.of(args).reduce(body).orElseThrow();
  }

  private void bind(String name, int arguments, CelFunctionOverload body) {
    CelOverloadDecl declaration = overload(name, arguments);
    overloads.computeIfAbsent(name, key -> new ArrayList<>()).add(declaration);
    bindings.add(binding(declaration, body));
  }

  /** An overload on values of any type: the types are known only when the config is. */
  static CelOverloadDecl overload(String name, int arguments) {
    List<CelType> types = Collections.nCopies(arguments, SimpleType.DYN);
    return CelOverloadDecl.newGlobalOverload(
        "tuner_" + name.replace("_", "") + "_" + arguments, SimpleType.DYN, types);
  }

  static CelFunctionBinding binding(CelOverloadDecl declaration, CelFunctionOverload body) {
    List<Class<?>> types =
        declaration.parameterTypes().stream()
            .map(type -> Object.class)
            .collect(Collectors.toList());
    return CelFunctionBinding.from(declaration.overloadId(), types, body);
  }
}
