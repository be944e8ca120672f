package dev.tuner.search.space;

import dev.tuner.search.definition.Json;
import dev.tuner.search.definition.Names;
import dev.tuner.search.definition.Problems;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads the tree of a search space. Expressions are ordered once all parameters are known. */
final class SpaceReader {
  private static final int DEEPEST = 30;
  private static final int MOST_NODES = 10_000;

  private final String pointer;
  private final Problems problems;
  private final DomainReader domains;
  private final Derivations derivations;
  private int nodes;

  SpaceReader(String pointer, Problems problems) {
    this.pointer = pointer;
    this.problems = problems;
    this.domains = new DomainReader(problems);
    this.derivations = new Derivations(problems);
  }

  Group read(Map<String, Object> json) {
    Group root = group(json, new Place(pointer, List.of()));
    return (Group) derivations.inOrder(root);
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
    if (word.equals("choice")) {
      return choice(arguments, place.number(), inside);
    }
    if (word.equals("sample_from")) {
      return derivations.read(arguments, place, inside.pointer());
    }
    if (domains.knows(word)) {
      return domains
          .read(word, arguments, inside.pointer())
          .<Node>map(domain -> new Parameter(place.number(), domain))
          .orElse(new Constant(null));
    }
    if (Names.nearest(word, words()).isPresent()) {
      problems.add(
          inside.pointer(),
          "unknown domain \"%s\"%s; known domains: %s"
              .formatted(word, Names.hint(word, words()), String.join(", ", words())));
    }
    return group(map, place);
  }

  private Group group(Map<?, ?> map, Place place) {
    Map<String, Node> members = new LinkedHashMap<>();
    map.forEach(
        (key, value) -> {
          String name = String.valueOf(key);
          members.put(name, node(value, place.member(name)));
        });
    return new Group(members);
  }

  private Node choice(Object arguments, long number, Place inside) {
    if (!(arguments instanceof List<?> list) || list.isEmpty()) {
      problems.add(
          inside.pointer(),
          "must be a list with at least one option but is " + Json.show(arguments));
      return new Constant(null);
    }
    List<Node> options = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      options.add(node(list.get(i), inside.option(i)));
    }
    return new Choice(number, List.copyOf(options));
  }

  private List<String> words() {
    List<String> words = new ArrayList<>(List.of("choice", "sample_from"));
    words.addAll(Set.copyOf(domains.words()));
    return words.stream().sorted().toList();
  }
}
