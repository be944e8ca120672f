package dev.tuner.search.expression;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** Finds what an expression refers to. */
final class TreeReader {
  private final CelAbstractSyntaxTree tree;
  private final List<Reference> references = new ArrayList<>();
  private boolean draws;
  private String misuse;

  TreeReader(CelAbstractSyntaxTree tree) {
    this.tree = tree;
    visit(tree.getExpr());
  }

  List<Reference> references() {
    return List.copyOf(references);
  }

  boolean draws() {
    return draws;
  }

  /** What is wrong with the use of {@code config}, if anything. */
  Optional<String> misuse() {
    return Optional.ofNullable(misuse);
  }

  private void visit(CelExpr expr) {
    Deque<String> path = new ArrayDeque<>();
    CelExpr base = base(expr, path);
    if (base.getKind() == CelExpr.ExprKind.Kind.IDENT
        && base.ident().name().equals(Language.CONFIG)) {
      refer(List.copyOf(path), base);
      return;
    }
    switch (expr.getKind()) {
      case SELECT -> visit(expr.select().operand());
      case CALL -> call(expr.call());
      case LIST -> expr.list().elements().forEach(this::visit);
      case MAP ->
          expr.map()
              .entries()
              .forEach(
                  entry -> {
                    visit(entry.key());
                    visit(entry.value());
                  });
      default -> {
        // constants and names of types refer to nothing
      }
    }
  }

  private void call(CelExpr.CelCall call) {
    draws |= Draws.NAMES.contains(call.function());
    call.target().ifPresent(this::visit);
    call.args().forEach(this::visit);
  }

  private void refer(List<String> path, CelExpr config) {
    if (path.isEmpty()) {
      misuse =
          "column %d: config alone is no value; name a parameter, such as config.lr"
              .formatted(column(config));
    } else {
      references.add(new Reference(path, column(config)));
    }
  }

  /** Follows {@code a.b} and {@code a["b"]} to the left, collecting the names. */
  private static CelExpr base(CelExpr expr, Deque<String> path) {
    if (expr.getKind() == CelExpr.ExprKind.Kind.SELECT) {
      path.addFirst(expr.select().field());
      return base(expr.select().operand(), path);
    }
    if (expr.getKind() == CelExpr.ExprKind.Kind.CALL && expr.call().function().equals("_[_]")) {
      CelExpr key = expr.call().args().get(1);
      if (key.getKind() == CelExpr.ExprKind.Kind.CONSTANT
          && key.constant().getKind() == CelConstant.Kind.STRING_VALUE) {
        path.addFirst(key.constant().stringValue());
        return base(expr.call().args().get(0), path);
      }
    }
    return expr;
  }

  private int column(CelExpr expr) {
    return tree.getSource().getPositionsMap().getOrDefault(expr.id(), 0) + 1;
  }
}
