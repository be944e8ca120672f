package dev.tuner.search.space;

import java.util.LinkedHashMap;
import java.util.Map;

/** An object: each member is a part of its own. */
record Group(Map<String, Node> members) implements Node {

  @Override
  public Map<String, Object> draw(Draw draw, Slot slot) {
    Map<String, Object> values = new LinkedHashMap<>();
    members.forEach((name, member) -> values.put(name, member.draw(draw, new Slot(values, name))));
    return values;
  }

  @Override
  public boolean contains(Object value, Map<String, Object> config) {
    return value instanceof Map<?, ?> map
        && map.keySet().equals(members.keySet())
        && members.entrySet().stream()
            .allMatch(member -> member.getValue().contains(map.get(member.getKey()), config));
  }
}
