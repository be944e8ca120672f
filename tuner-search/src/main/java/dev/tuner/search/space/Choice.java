package dev.tuner.search.space;

import java.util.List;
import java.util.Map;

/**
 * One of several options, all equally likely. An option may carry parameters of its own, which
 * exist only in the configs where it was taken.
 */
record Choice(long place, List<Node> options) implements Node {

  @Override
  public Object draw(Draw draw, Slot slot) {
    int index = (int) draw.randomOf(place).nextLong(options.size());
    return options.get(index).draw(draw, slot);
  }

  @Override
  public boolean contains(Object value, Map<String, Object> config) {
    return options.stream().anyMatch(option -> option.contains(value, config));
  }
}
