package dev.tuner.scheduler.lineage;

import dev.tuner.search.definition.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** What differs between two configs, in words. */
final class Changes {

  private static final int SHOWN = 6;

  private Changes() {}

  /** Such as "lr 0.01 → 0.012, optimizer.momentum 0.9 → 0.99"; empty where nothing differs. */
  static String words(Map<String, Object> before, Map<String, Object> after) {
    List<String> changes = new ArrayList<>();
    collect("", before, after, changes);
    var more = changes.size() - SHOWN;
    return String.join(", ", changes.subList(0, Math.min(SHOWN, changes.size())))
        + (more > 0 ? " and %d more".formatted(more) : "");
  }

  private static void collect(
      String prefix, Map<?, ?> before, Map<?, ?> after, List<String> changes) {
    var names = new TreeSet<String>();
    before.keySet().forEach(name -> names.add(String.valueOf(name)));
    after.keySet().forEach(name -> names.add(String.valueOf(name)));
    for (var name : names) {
      var old = before.get(name);
      var now = after.get(name);
      if (old instanceof Map<?, ?> a && now instanceof Map<?, ?> b) {
        collect(prefix + name + ".", a, b, changes);
      } else if (!Json.same(old, now)) {
        changes.add("%s%s %s → %s".formatted(prefix, name, shown(old), shown(now)));
      }
    }
  }

  private static String shown(Object value) {
    return value instanceof Double number
        ? Json.show(Double.valueOf("%.4g".formatted(number))) // without the zeros behind
        : Json.show(value);
  }
}
