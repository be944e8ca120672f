package dev.tuner.search.space;

import dev.tuner.search.definition.Json;
import dev.tuner.search.definition.Names;
import dev.tuner.search.definition.Problems;
import dev.tuner.search.expression.Expression;
import dev.tuner.search.expression.Reference;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The expressions of a space: which parameters they name, and in which order they can be computed.
 */
final class Derivations {
  private static final int MOST = 300;

  private final Problems problems;
  private final Set<List<String>> known = new LinkedHashSet<>();
  private final List<Unordered> all = new ArrayList<>();

  /** An expression whose turn is not known yet; it never outlives the reading of the space. */
  private record Unordered(Place place, String pointer, Expression expression) implements Node {
    @Override
    public Object make(Draw draw, Slot slot, Object given) {
      throw notInOrder();
    }

    @Override
    public boolean contains(Object value, Map<String, Object> config) {
      throw notInOrder();
    }

    @Override
    public void checkGiven(Object given, String pointer, Problems problems) {
      throw notInOrder();
    }

    @Override
    public void encode(Object value, Map<String, Object> config, double[] point) {
      throw notInOrder();
    }

    @Override
    public void remember(Object value, Map<String, Object> config, Kept kept) {
      throw notInOrder();
    }

    @Override
    public void cells(double[] point, Cell[] cells) {
      throw notInOrder();
    }

    @Override
    public long gridSize(int resolution) {
      throw notInOrder();
    }

    @Override
    public void gridPoint(long index, int resolution, double[] point) {
      throw notInOrder();
    }

    private static IllegalStateException notInOrder() {
      return new IllegalStateException("expressions are put in order before anything is asked");
    }
  }

  Derivations(Problems problems) {
    this.problems = problems;
  }

  /** A parameter exists at this path. */
  void know(List<String> path) {
    known.add(path);
  }

  Node read(Object source, Place place, String pointer) {
    if (!(source instanceof String text)) {
      problems.add(
          pointer,
          "must be an expression in quotes, such as \"config.l1 / 2\", but is "
              + Json.show(source));
      return new Constant(null);
    }
    if (all.size() == MOST) {
      problems.add(pointer, "is one expression too many: at most " + MOST);
      return new Constant(null);
    }
    Optional<Expression> expression = Expression.parse(text, pointer, problems);
    if (expression.isEmpty()) {
      return new Constant(null);
    }
    Unordered unordered = new Unordered(place, pointer, expression.get());
    all.add(unordered);
    return unordered;
  }

  /** The same tree with each expression knowing its turn. */
  Node inOrder(Node root) {
    all.forEach(each -> checkReferences(each.expression(), each.pointer()));
    Map<Unordered, Integer> turns = new HashMap<>();
    Deque<Unordered> path = new ArrayDeque<>();
    all.forEach(each -> visit(each, path, turns));
    return replace(root, turns);
  }

  /** Adds a problem for each parameter that the expression names and the space does not have. */
  void checkReferences(Expression expression, String pointer) {
    for (Reference reference : expression.references()) {
      if (!known.contains(reference.path())) {
        List<String> names =
            known.stream()
                .filter(path -> !path.isEmpty())
                .map(path -> String.join(".", path))
                .toList();
        String name = String.join(".", reference.path());
        problems.add(
            pointer,
            "column %d: no parameter \"%s\"%s; parameters are %s"
                .formatted(reference.column(), name, Names.hint(name, names), Names.list(names)));
      }
    }
  }

  private void visit(Unordered each, Deque<Unordered> path, Map<Unordered, Integer> turns) {
    if (turns.containsKey(each)) {
      return;
    }
    if (path.contains(each)) {
      reportCycle(each, path);
      turns.put(each, turns.size());
      return;
    }
    path.addLast(each);
    all.stream().filter(other -> needs(each, other)).forEach(other -> visit(other, path, turns));
    path.removeLast();
    turns.putIfAbsent(each, turns.size());
  }

  private static boolean needs(Unordered each, Unordered other) {
    return each.expression().references().stream()
        .anyMatch(reference -> overlap(reference.path(), other.place().path()));
  }

  private static boolean overlap(List<String> a, List<String> b) {
    int shorter = Math.min(a.size(), b.size());
    return a.subList(0, shorter).equals(b.subList(0, shorter));
  }

  private void reportCycle(Unordered start, Deque<Unordered> path) {
    List<Unordered> cycle = new ArrayList<>(path);
    cycle = new ArrayList<>(cycle.subList(cycle.indexOf(start), cycle.size()));
    cycle.add(start);
    String words =
        cycle.stream()
            .map(each -> String.join(".", each.place().path()))
            .collect(Collectors.joining(" -> "));
    problems.add(start.pointer(), "depends on itself: %s; break the cycle".formatted(words));
  }

  private static Node replace(Node node, Map<Unordered, Integer> turns) {
    if (node instanceof Unordered each) {
      return new Derived(each.place().number(), each.pointer(), turns.get(each), each.expression());
    }
    if (node instanceof Group group) {
      Map<String, Node> members = new LinkedHashMap<>();
      group.members().forEach((name, member) -> members.put(name, replace(member, turns)));
      return new Group(members);
    }
    if (node instanceof Choice choice) {
      return new Choice(
          choice.dimension(),
          choice.place(),
          choice.options().stream().map(option -> replace(option, turns)).toList());
    }
    return node;
  }
}
