package dev.tuner.search.space;

import dev.tuner.search.definition.Json;
import dev.tuner.search.definition.Names;
import dev.tuner.search.definition.Pointers;
import dev.tuner.search.definition.Problems;
import java.util.LinkedHashMap;
import java.util.Map;

/** An object: each member is a part of its own. */
record Group(Map<String, Node> members) implements Node {

  @Override
  public Map<String, Object> make(Draw draw, Slot slot, Object given) {
    Map<?, ?> givenMembers = given instanceof Map<?, ?> map ? map : Map.of();
    Map<String, Object> values = new LinkedHashMap<>();
    members.forEach(
        (name, member) ->
            values.put(name, member.make(draw, new Slot(values, name), givenMembers.get(name))));
    return values;
  }

  @Override
  public boolean contains(Object value, Map<String, Object> config) {
    return value instanceof Map<?, ?> map
        && map.keySet().equals(members.keySet())
        && members.entrySet().stream()
            .allMatch(member -> member.getValue().contains(map.get(member.getKey()), config));
  }

  @Override
  public void checkGiven(Object given, String pointer, Problems problems) {
    if (!(given instanceof Map<?, ?> map)) {
      problems.add(pointer, "must be an object but is " + Json.show(given));
      return;
    }
    map.forEach(
        (key, value) -> {
          String name = String.valueOf(key);
          String place = Pointers.child(pointer, name);
          if (!members.containsKey(name)) {
            problems.add(place, unknown(name));
          } else if (value != null) {
            members.get(name).checkGiven(value, place, problems);
          }
        });
  }

  @Override
  public void checkWhole(
      Object value, Map<String, Object> config, String pointer, Problems problems) {
    if (!(value instanceof Map<?, ?> map)) {
      Node.super.checkWhole(value, config, pointer, problems);
      return;
    }
    members.forEach(
        (name, member) ->
            member.checkWhole(map.get(name), config, Pointers.child(pointer, name), problems));
    for (Object name : map.keySet()) {
      if (!members.containsKey(String.valueOf(name))) {
        problems.add(Pointers.child(pointer, String.valueOf(name)), unknown(String.valueOf(name)));
      }
    }
  }

  private String unknown(String name) {
    return "no such parameter%s; parameters are %s"
        .formatted(Names.hint(name, members.keySet()), Names.list(members.keySet()));
  }

  @Override
  public void remember(Object value, Map<String, Object> config, Kept kept) {
    Map<?, ?> map = (Map<?, ?>) value;
    members.forEach((name, member) -> member.remember(map.get(name), config, kept));
  }

  @Override
  public void encode(Object value, Map<String, Object> config, double[] point) {
    Map<?, ?> map = (Map<?, ?>) value;
    members.forEach((name, member) -> member.encode(map.get(name), config, point));
  }

  @Override
  public void cells(double[] point, Cell[] cells) {
    members.values().forEach(member -> member.cells(point, cells));
  }

  @Override
  public long gridSize(int resolution) {
    return members.values().stream()
        .mapToLong(member -> member.gridSize(resolution))
        .reduce(1, SaturatedLong::multiply);
  }

  @Override
  public void gridPoint(long index, int resolution, double[] point) {
    long rest = index;
    // by name, because a database may reorder the members
    for (String name : members.keySet().stream().sorted().toList()) {
      long size = members.get(name).gridSize(resolution);
      members.get(name).gridPoint(rest % size, resolution, point);
      rest /= size;
    }
  }
}
