package dev.tuner.client.screen;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Nested configs as flat {@code a.b} paths. */
final class Parameters {
  private static final Set<String> DOMAINS =
      Set.of(
          "choice",
          "grid_search",
          "uniform",
          "quniform",
          "loguniform",
          "qloguniform",
          "randint",
          "qrandint",
          "lograndint",
          "qlograndint",
          "randn",
          "qrandn",
          "sample_from");

  /** What a nested choice is called says more than what belongs to it. */
  private static final Comparator<String> NAMES_FIRST =
      Comparator.comparing((String path) -> !path.endsWith(".name") && !path.endsWith(".type"))
          .thenComparing(Comparator.naturalOrder());

  private Parameters() {}

  /** Every value that is no map, by its path, in the config's order. */
  static Map<String, Object> flat(Map<String, Object> config) {
    var flat = new LinkedHashMap<String, Object>();
    flatten("", config == null ? Map.of() : config, flat);
    return flat;
  }

  /** What of a config, by its path, another one has not or has otherwise. */
  static Map<String, Object> differing(Map<String, Object> config, Map<String, Object> other) {
    var differing = flat(config);
    differing.entrySet().removeAll(flat(other).entrySet());
    return differing;
  }

  /** A config in one line: {@code lr=0.002, optimizer.name=adam}. */
  static String inOneLine(Map<String, Object> config) {
    return flat(config).entrySet().stream()
        .map(entry -> entry.getKey() + "=" + Values.config(entry.getValue()))
        .collect(Collectors.joining(", "));
  }

  /** The paths of those configs that the space draws, constants left out, in the space's order. */
  static List<String> searched(Map<String, Object> space, List<Map<String, Object>> configs) {
    var domains = new LinkedHashSet<String>();
    collectDomains("", space == null ? Map.of() : space, domains);
    var paths = new LinkedHashSet<String>();
    configs.forEach(config -> paths.addAll(flat(config).keySet()));
    return domains.stream()
        .flatMap(
            domain -> paths.stream().filter(path -> isAtOrBelow(domain, path)).sorted(NAMES_FIRST))
        .distinct()
        .toList();
  }

  private static boolean isAtOrBelow(String domain, String path) {
    return path.equals(domain) || path.startsWith(domain + ".");
  }

  private static void flatten(String prefix, Map<?, ?> nested, Map<String, Object> flat) {
    nested.forEach(
        (name, value) -> {
          if (value instanceof Map<?, ?> map && !map.isEmpty()) {
            flatten(prefix + name + ".", map, flat);
          } else {
            flat.put(prefix + name, value);
          }
        });
  }

  private static void collectDomains(String prefix, Map<?, ?> space, Set<String> domains) {
    space.forEach(
        (name, value) -> {
          if (value instanceof Map<?, ?> map) {
            if (map.size() == 1 && DOMAINS.contains(map.keySet().iterator().next())) {
              domains.add(prefix + name);
            } else {
              collectDomains(prefix + name + ".", map, domains);
            }
          }
        });
  }
}
