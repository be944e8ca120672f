package dev.tuner.search.space;

import dev.tuner.search.TrialRandom;
import dev.tuner.search.definition.Json;
import dev.tuner.search.definition.Problems;
import dev.tuner.search.expression.ExpressionException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * The named parameters of a study and the set each is drawn from. Immutable.
 *
 * <p>In JSON a domain is an object with exactly one member whose name is a domain word, such as
 * {@code {"loguniform": [1e-4, 1e-1]}}; any other object is a nested map of parameters, and any
 * other value is a constant. An option of a {@code choice} may be an object with parameters of its
 * own, which exist only where that option was drawn.
 *
 * <p>Every parameter that is drawn is a coordinate of a unit cube: a point of the cube is a config,
 * and a config is a point, in which the coordinates of parameters that it does not have are NaN.
 */
public final class SearchSpace {
  private static final int TRIED = 20;
  private static final int TRIED_FOR_CONSTRAINTS = 2000;
  private static final int TRIED_TO_COMPLETE = 200;
  private static final int MOST_REJECTED = 20_000;

  private final Map<String, Object> json;
  private final SpaceReader.Tree tree;
  private final Constraints constraints;

  private SearchSpace(Map<String, Object> json, SpaceReader.Tree tree, Constraints constraints) {
    this.json = json;
    this.tree = tree;
    this.constraints = constraints;
  }

  /** {@link #read(Map, List, String, String, Problems)} without constraints. */
  public static SearchSpace read(Map<String, Object> json, String pointer, Problems problems) {
    return read(json, List.of(), pointer, "", problems);
  }

  /**
   * Reads a space.
   *
   * @param constraints expressions that every config must make true, such as {@code "config.l2 <=
   *     config.l1"}
   * @param pointer where the space stands in the definition
   * @param constraintsPointer where the constraints stand
   * @return the space; an empty one when {@code problems} were added
   */
  public static SearchSpace read(
      Map<String, Object> json,
      List<?> constraints,
      String pointer,
      String constraintsPointer,
      Problems problems) {
    int before = problems.size();
    SpaceReader reader = new SpaceReader(pointer, problems);
    SpaceReader.Tree tree = reader.read(json);
    Constraints met =
        Constraints.read(constraints, reader.derivations(), constraintsPointer, problems);
    SearchSpace space = new SearchSpace(Json.object(json), tree, met);
    if (problems.size() == before) {
      space.tryOut(pointer, constraintsPointer, problems);
    }
    return problems.size() == before
        ? space
        : new SearchSpace(Map.of(), SpaceReader.Tree.EMPTY, Constraints.NONE);
  }

  /** What fails on a possible config should fail here and not in the middle of a study. */
  private void tryOut(String pointer, String constraintsPointer, Problems problems) {
    try {
      int met = 0;
      int tried = 0;
      int most = constraints.all().isEmpty() ? TRIED : TRIED_FOR_CONSTRAINTS;
      while (met < TRIED && tried < most) {
        met += constraints.areMetBy(draw(TrialRandom.of(tried++), Draw.NO_CELL)) ? 1 : 0;
      }
      if (met == 0) {
        problems.add(
            constraintsPointer,
            "none of %d random configs meets the constraints: loosen them".formatted(tried));
      }
    } catch (ExpressionException e) {
      problems.add(pointer, "an expression fails on a config of this space: " + e.getMessage());
    }
  }

  /** The definition as it was read, without constraints. */
  public Map<String, Object> toJson() {
    return json;
  }

  /**
   * How many combinations the {@code grid_search} parameters have; 1 without any. Each of a study's
   * {@code num_samples} samples runs the whole grid.
   */
  public long gridSize() {
    return tree.gridSize();
  }

  /**
   * One config, grids drawn too.
   *
   * @return a map that the caller may change
   * @throws ExpressionException if an expression has no value for what was drawn
   */
  public Map<String, Object> sample(RandomGenerator random) {
    return drawUntilMet(random, Draw.NO_CELL);
  }

  /** One config for the trial with this number: its grid parameters have the values of its turn. */
  public Map<String, Object> sample(RandomGenerator random, int number) {
    return drawUntilMet(random, number % gridSize());
  }

  private Map<String, Object> drawUntilMet(RandomGenerator random, long cell) {
    for (int i = 0; i < MOST_REJECTED; i++) {
      Map<String, Object> config = draw(random, cell);
      if (constraints.areMetBy(config)) {
        return config;
      }
    }
    throw new ExpressionException(
        "none of %d random configs meets the constraints".formatted(MOST_REJECTED));
  }

  private Map<String, Object> draw(RandomGenerator random, long cell) {
    return make(new Draw(random, nowhere(), cell), null);
  }

  private Map<String, Object> make(Draw draw, Map<String, Object> given) {
    Map<String, Object> config = tree.root().make(draw, null, given);
    draw.finish(config);
    return config;
  }

  /**
   * Whether the config has exactly the parameters of this space, each inside its domain, and meets
   * the constraints.
   */
  public boolean contains(Map<String, Object> config) {
    return tree.root().contains(config, config) && meetsConstraints(config);
  }

  /** Adds a problem for everything that keeps a whole config from being one of this space. */
  public void check(Map<String, Object> config, String pointer, Problems problems) {
    int before = problems.size();
    tree.root().checkWhole(config, config, pointer, problems);
    if (problems.size() == before && !meetsConstraints(config)) {
      problems.add(
          pointer, "does not meet the constraints " + String.join(" and ", constraints.sources()));
    }
  }

  /** Whether there are constraints at all. */
  public boolean isConstrained() {
    return !constraints.all().isEmpty();
  }

  /** Whether the config meets the constraints; one for which they cannot be computed does not. */
  public boolean meetsConstraints(Map<String, Object> config) {
    try {
      return constraints.areMetBy(config);
    } catch (ExpressionException e) {
      return false;
    }
  }

  /** Adds a problem for each value of a partly given config that cannot be in this space. */
  public void checkPartial(Map<String, Object> partial, String pointer, Problems problems) {
    tree.root().checkGiven(partial, pointer, problems);
  }

  /** A config with the given values; what is missing is drawn. Constraints are not looked at. */
  public Map<String, Object> complete(Map<String, Object> partial, RandomGenerator random) {
    return make(new Draw(random, nowhere(), Draw.NO_CELL), partial);
  }

  /**
   * A config with the given values that meets the constraints; what is missing is drawn. One that
   * does not meet them if {@value #TRIED_TO_COMPLETE} draws find none.
   *
   * @throws ExpressionException if an expression has no value for what was drawn
   */
  public Map<String, Object> completeWithinConstraints(
      Map<String, Object> partial, RandomGenerator random) {
    Map<String, Object> config = complete(partial, random);
    for (int i = 1; i < TRIED_TO_COMPLETE && !meetsConstraints(config); i++) {
      config = complete(partial, random);
    }
    return config;
  }

  /** The coordinates of the unit cube. Their order depends on the parameters' names alone. */
  public List<Dimension> dimensions() {
    return tree.dimensions();
  }

  /** Where a config of this space is in the unit cube; NaN for parameters that it does not have. */
  public double[] encode(Map<String, Object> config) {
    double[] point = nowhere();
    tree.root().encode(config, config, point);
    return point;
  }

  /**
   * The config at a point of the unit cube. Constraints are not looked at.
   *
   * @param point coordinates that are NaN are drawn, if the config has such a parameter
   */
  public Map<String, Object> decode(double[] point, RandomGenerator random) {
    return make(new Draw(random, point, Draw.NO_CELL), null);
  }

  /**
   * A config near another one: the named parameters are changed, those computed from others follow,
   * and all else stays to the last bit. Where an option of a choice is left for another one, the
   * parameters of the new one are drawn. One that does not meet the constraints if {@value
   * #TRIED_TO_COMPLETE} tries find none that does.
   *
   * @param config one of this space
   * @throws ExpressionException if an expression has no value for what came out
   */
  public Map<String, Object> explore(
      Map<String, Object> config, Exploration how, RandomGenerator random) {
    Map<String, Object> near = exploreOnce(config, how, random);
    for (int i = 1; i < TRIED_TO_COMPLETE && !meetsConstraints(near); i++) {
      near = exploreOnce(config, how, random);
    }
    return near;
  }

  private Map<String, Object> exploreOnce(
      Map<String, Object> config, Exploration how, RandomGenerator random) {
    double[] point = encode(config);
    Kept kept = new Kept();
    tree.root().remember(config, config, kept);
    for (int i = 0; i < point.length; i++) {
      if (how.changes(dimensions().get(i).name()) && !Double.isNaN(point[i])) {
        point[i] = how.next(point[i], tree.scales().get(i), random);
        kept.forget(i);
      }
    }
    Draw draw = new Draw(random, point, Draw.NO_CELL, kept);
    Map<String, Object> near = tree.root().make(draw, null, null);
    draw.finish(near);
    return near;
  }

  /**
   * How many points the full grid over this space has: every option of a choice, every value of a
   * parameter that has at most {@code resolution} of them, that many evenly spread ones of the
   * others, and the parameters of an option only together with it. At most {@link Long#MAX_VALUE}.
   */
  public long fullGridSize(int resolution) {
    return tree.root().gridSize(resolution);
  }

  /** The coordinates of one point of the full grid, counted from 0. */
  public double[] fullGridPoint(long index, int resolution) {
    double[] point = nowhere();
    tree.root().gridPoint(index, resolution, point);
    return point;
  }

  /**
   * The cells that the coordinates of a point lie in.
   *
   * @param point without NaN
   */
  public Cell[] cells(double[] point) {
    Cell[] cells = new Cell[point.length];
    tree.root().cells(point, cells);
    return cells;
  }

  private double[] nowhere() {
    double[] point = new double[dimensions().size()];
    Arrays.fill(point, Double.NaN);
    return point;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SearchSpace space
        && Json.same(json, space.json)
        && constraints.sources().equals(space.constraints.sources());
  }

  @Override
  public int hashCode() {
    return json.keySet().hashCode();
  }
}
