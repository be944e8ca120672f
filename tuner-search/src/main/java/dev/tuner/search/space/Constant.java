package dev.tuner.search.space;

import dev.tuner.search.definition.Json;
import dev.tuner.search.definition.Problems;
import java.util.Map;

/** A value that is always the same. */
record Constant(Object value) implements Node {

  @Override
  public Object make(Draw draw, Slot slot, Object given) {
    return value;
  }

  @Override
  public boolean contains(Object other, Map<String, Object> config) {
    return Json.same(value, other);
  }

  @Override
  public void checkGiven(Object given, String pointer, Problems problems) {
    if (!Json.same(value, given)) {
      problems.add(
          pointer, "is %s but always %s here".formatted(Json.show(given), Json.show(value)));
    }
  }

  @Override
  public void remember(Object value, Map<String, Object> config, Kept kept) {
    // it is the same in every config
  }

  @Override
  public void encode(Object other, Map<String, Object> config, double[] point) {
    // it has no coordinate
  }

  @Override
  public void cells(double[] point, Cell[] cells) {
    // without a coordinate there is no cell
  }

  @Override
  public long gridSize(int resolution) {
    return 1;
  }

  @Override
  public void gridPoint(long index, int resolution, double[] point) {
    // it has no coordinate
  }
}
