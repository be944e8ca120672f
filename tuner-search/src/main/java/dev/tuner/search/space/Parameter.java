package dev.tuner.search.space;

import dev.tuner.search.definition.Json;
import dev.tuner.search.definition.Problems;
import java.util.Map;

/**
 * A parameter with a domain.
 *
 * @param dimension its coordinate in the unit cube
 * @param place stable number of its place in the space
 * @param words how the domain was written, for messages
 */
record Parameter(int dimension, long place, Domain domain, String words) implements Node {

  @Override
  public Object make(Draw draw, Slot slot, Object given) {
    Object value = given != null ? given : draw.kept().value(dimension);
    return value != null ? value : domain.at(draw.unit(dimension, place));
  }

  @Override
  public void remember(Object value, Map<String, Object> config, Kept kept) {
    kept.value(dimension, value);
  }

  @Override
  public boolean contains(Object value, Map<String, Object> config) {
    return domain.contains(value);
  }

  @Override
  public void checkGiven(Object given, String pointer, Problems problems) {
    if (!domain.contains(given)) {
      problems.add(pointer, "is %s, outside of %s".formatted(Json.show(given), words));
    }
  }

  @Override
  public void encode(Object value, Map<String, Object> config, double[] point) {
    point[dimension] = domain.unit(value);
  }

  @Override
  public void cells(double[] point, Cell[] cells) {
    cells[dimension] = domain.cell(point[dimension]);
  }

  @Override
  public long gridSize(int resolution) {
    return Math.min(domain.levels(), resolution);
  }

  @Override
  public void gridPoint(long index, int resolution, double[] point) {
    point[dimension] =
        domain.levels() <= resolution ? domain.unitOfLevel(index) : (index + 0.5) / resolution;
  }
}
