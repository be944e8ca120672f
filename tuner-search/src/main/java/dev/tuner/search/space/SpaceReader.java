package dev.tuner.search.space;

import dev.tuner.search.definition.Json;
import dev.tuner.search.definition.Names;
import dev.tuner.search.definition.Problems;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the tree of a search space. Expressions are ordered once all parameters are known. */
final class SpaceReader {
  private static final int DEEPEST = 30;
  private static final int MOST_NODES = 10_000;
  private static final long LARGEST_GRID = 1_000_000_000;

  private final String pointer;
  private final Problems problems;
  private final DomainReader domains;
  private final Derivations derivations;
  private final List<Dimension> dimensions = new ArrayList<>();
  private final Map<Integer, Domain> scales = new HashMap<>();
  private long gridSize = 1;
  private int branch;
  private int branches;
  private int nodes;

  /**
   * What was read.
   *
   * @param scales the domains of the coordinates whose values have an order
   */
  record Tree(Group root, List<Dimension> dimensions, Map<Integer, Domain> scales, long gridSize) {
    static final Tree EMPTY = new Tree(new Group(Map.of()), List.of(), Map.of(), 1);
  }

  SpaceReader(String pointer, Problems problems) {
    this.pointer = pointer;
    this.problems = problems;
    this.domains = new DomainReader(problems);
    this.derivations = new Derivations(problems);
  }

  Tree read(Map<String, Object> json) {
    Group root = group(json, new Place(pointer, List.of()));
    return new Tree(
        (Group) derivations.inOrder(root), List.copyOf(dimensions), Map.copyOf(scales), gridSize);
  }

  Derivations derivations() {
    return derivations;
  }

  private Node node(Object json, Place place) {
    if (++nodes > MOST_NODES || place.path().size() > DEEPEST) {
      if (nodes <= MOST_NODES + 1) {
        problems.add(
            place.pointer(),
            "the space is too large: at most %d values, nested at most %d deep"
                .formatted(MOST_NODES, DEEPEST));
      }
      return new Constant(null);
    }
    derivations.know(place.path());
    if (json instanceof Map<?, ?> map) {
      return map.size() == 1 ? single(map, place) : group(map, place);
    }
    return new Constant(Json.copy(json));
  }

  private Node single(Map<?, ?> map, Place place) {
    Map.Entry<?, ?> only = map.entrySet().iterator().next();
    String word = String.valueOf(only.getKey());
    Object arguments = only.getValue();
    Place inside = place.at(word);
    return switch (word) {
      case "choice" -> choice(arguments, place, inside);
      case "grid_search" -> grid(arguments, place, inside);
      case "sample_from" -> derivations.read(arguments, place, inside.pointer());
      default ->
          domains.knows(word)
              ? parameter(word, arguments, place, inside)
              : groupOfOne(map, word, place);
    };
  }

  private Node groupOfOne(Map<?, ?> map, String word, Place place) {
    if (Names.nearest(word, words()).isPresent()) {
      problems.add(
          place.at(word).pointer(),
          "unknown domain \"%s\"%s; known domains: %s"
              .formatted(word, Names.hint(word, words()), String.join(", ", words())));
    }
    return group(map, place);
  }

  private Node parameter(String word, Object arguments, Place place, Place inside) {
    return domains
        .read(word, arguments, inside.pointer())
        .<Node>map(domain -> parameter(domain, place, word + Json.show(arguments)))
        .orElse(new Constant(null));
  }

  private Parameter parameter(Domain domain, Place place, String words) {
    int dimension = dimension(place, domain.kind(), domain.levels());
    scales.put(dimension, domain);
    return new Parameter(dimension, place.number(), domain, words);
  }

  private Group group(Map<?, ?> map, Place place) {
    Map<String, Node> members = new LinkedHashMap<>();
    map.keySet().forEach(name -> members.put(String.valueOf(name), null));
    // coordinates are numbered in the order of the names: a database may reorder the members
    map.keySet().stream()
        .map(String::valueOf)
        .sorted()
        .forEach(name -> members.put(name, node(map.get(name), place.member(name))));
    return new Group(members);
  }

  private Node choice(Object arguments, Place place, Place inside) {
    if (!(arguments instanceof List<?> list) || list.isEmpty()) {
      return noOptions(arguments, inside);
    }
    int dimension = dimension(place, Dimension.Kind.CATEGORICAL, list.size());
    int outside = branch;
    List<Node> options = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      branch = ++branches;
      options.add(node(list.get(i), inside.option(i)));
    }
    branch = outside;
    return new Choice(dimension, place.number(), List.copyOf(options));
  }

  private Node grid(Object arguments, Place place, Place inside) {
    if (!(arguments instanceof List<?> list) || list.isEmpty()) {
      return noOptions(arguments, inside);
    }
    if (branch > 0) {
      problems.add(
          inside.pointer(), "a grid cannot stand inside an option of a choice: use choice here");
      return new Constant(null);
    }
    long stride = gridSize;
    gridSize *= list.size();
    if (gridSize > LARGEST_GRID) {
      problems.add(
          inside.pointer(), "the grid has more than %d combinations".formatted(LARGEST_GRID));
      gridSize = 1;
    }
    int dimension = dimension(place, Dimension.Kind.CATEGORICAL, list.size());
    return new Grid(dimension, place.number(), stride, new Ordered(Json.list(list)));
  }

  private Node noOptions(Object arguments, Place inside) {
    problems.add(
        inside.pointer(), "must be a list with at least one option but is " + Json.show(arguments));
    return new Constant(null);
  }

  private int dimension(Place place, Dimension.Kind kind, long levels) {
    dimensions.add(new Dimension(String.join(".", place.path()), kind, levels, branch));
    return dimensions.size() - 1;
  }

  private List<String> words() {
    List<String> words = new ArrayList<>(List.of("choice", "grid_search", "sample_from"));
    words.addAll(domains.words());
    return words.stream().sorted().toList();
  }
}
