package dev.tuner.search.space;

import dev.tuner.search.definition.Json;
import dev.tuner.search.definition.Problems;
import java.util.Map;

/** A part of a search space: it yields one value of a config. */
interface Node {

  /**
   * Makes the value; what can only be computed later puts itself off through {@code draw}.
   *
   * @param given a value that {@link #checkGiven} accepted, taken instead of a draw; null for none
   */
  Object make(Draw draw, Slot slot, Object given);

  /**
   * Whether the value may come from here.
   *
   * @param config the whole config, for values that depend on others
   */
  boolean contains(Object value, Map<String, Object> config);

  /** Adds a problem where a value that a caller gave, perhaps partly, cannot come from here. */
  void checkGiven(Object given, String pointer, Problems problems);

  /**
   * Adds a problem where the value, of a whole config, cannot come from here.
   *
   * @param value null where the config lacks it
   */
  default void checkWhole(
      Object value, Map<String, Object> config, String pointer, Problems problems) {
    if (value == null) {
      problems.add(pointer, "is missing");
      return;
    }
    int before = problems.size();
    if (!contains(value, config)) {
      checkGiven(value, pointer, problems);
      if (problems.size() == before) {
        problems.add(pointer, "is %s, which the space does not hold".formatted(Json.show(value)));
      }
    }
  }

  /** How many points a full grid has here, with at most {@code resolution} values a parameter. */
  long gridSize(int resolution);

  /** Writes the coordinates of one point of the full grid, counted from 0. */
  void gridPoint(long index, int resolution, double[] point);

  /** Writes the cells of the coordinates that a point has here. */
  void cells(double[] point, Cell[] cells);

  /** Writes where in the unit cube the value is; what does not exist in it stays NaN. */
  void encode(Object value, Map<String, Object> config, double[] point);

  /** Tells every value of a config that was drawn here, and not computed or chosen. */
  void remember(Object value, Map<String, Object> config, Kept kept);
}
