package dev.tuner.search.space;

import java.util.Map;

/**
 * A parameter with a domain.
 *
 * @param place stable number of its place in the space
 */
record Parameter(long place, Domain domain) implements Node {

  @Override
  public Object draw(Draw draw, Slot slot) {
    return domain.sample(draw.randomOf(place));
  }

  @Override
  public boolean contains(Object value, Map<String, Object> config) {
    return domain.contains(value);
  }
}
