package dev.tuner.search.space;

import dev.tuner.search.definition.Json;
import dev.tuner.search.definition.Problems;
import java.util.Map;

/**
 * Values that are all to be tried, in every combination with the other grids of the space.
 *
 * @param stride after how many trials the next value has its turn
 */
record Grid(int dimension, long place, long stride, Ordered values) implements Node {

  @Override
  public Object make(Draw draw, Slot slot, Object given) {
    if (given != null) {
      return given;
    }
    return draw.cell() == Draw.NO_CELL
        ? values.at(draw.unit(dimension, place))
        : values.values().get((int) (draw.cell() / stride % values.levels()));
  }

  @Override
  public boolean contains(Object value, Map<String, Object> config) {
    return values.contains(value);
  }

  @Override
  public void checkGiven(Object given, String pointer, Problems problems) {
    if (!values.contains(given)) {
      problems.add(
          pointer,
          "is %s, none of the %d values of the grid".formatted(Json.show(given), values.levels()));
    }
  }

  @Override
  public void remember(Object value, Map<String, Object> config, Kept kept) {
    // its coordinate leads to it exactly
  }

  @Override
  public void encode(Object value, Map<String, Object> config, double[] point) {
    point[dimension] = values.unit(value);
  }

  @Override
  public void cells(double[] point, Cell[] cells) {
    cells[dimension] = values.cell(point[dimension]);
  }

  @Override
  public long gridSize(int resolution) {
    return values.levels();
  }

  @Override
  public void gridPoint(long index, int resolution, double[] point) {
    point[dimension] = values.unitOfLevel(index);
  }
}
