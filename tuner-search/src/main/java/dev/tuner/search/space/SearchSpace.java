package dev.tuner.search.space;

import dev.tuner.search.TrialRandom;
import dev.tuner.search.definition.Json;
import dev.tuner.search.definition.Problems;
import dev.tuner.search.expression.ExpressionException;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * The named parameters of a study and the set each is drawn from. Immutable.
 *
 * <p>In JSON a domain is an object with exactly one member whose name is a domain word, such as
 * {@code {"loguniform": [1e-4, 1e-1]}}; any other object is a nested map of parameters, and any
 * other value is a constant. An option of a {@code choice} may be an object with parameters of its
 * own, which exist only where that option was drawn.
 */
public final class SearchSpace {
  private static final int TRIED = 20;

  private final Map<String, Object> json;
  private final Group root;

  private SearchSpace(Map<String, Object> json, Group root) {
    this.json = json;
    this.root = root;
  }

  /**
   * Reads a space.
   *
   * @param pointer where it stands in the definition
   * @return the space; an empty one when {@code problems} were added
   */
  public static SearchSpace read(Map<String, Object> json, String pointer, Problems problems) {
    int before = problems.size();
    Group root = new SpaceReader(pointer, problems).read(json);
    if (problems.size() == before) {
      SearchSpace space = new SearchSpace(Json.object(json), root);
      space.tryOut(pointer, problems);
      if (problems.size() == before) {
        return space;
      }
    }
    return new SearchSpace(Map.of(), new Group(Map.of()));
  }

  /** An expression that fails on a possible config should fail here and not in the middle. */
  private void tryOut(String pointer, Problems problems) {
    try {
      for (int seed = 0; seed < TRIED; seed++) {
        sample(TrialRandom.of(seed));
      }
    } catch (ExpressionException e) {
      problems.add(pointer, "an expression fails on a config of this space: " + e.getMessage());
    }
  }

  /** The definition as it was read. */
  public Map<String, Object> toJson() {
    return json;
  }

  /**
   * One config.
   *
   * @return a map that the caller may change
   * @throws ExpressionException if an expression has no value for what was drawn
   */
  public Map<String, Object> sample(RandomGenerator random) {
    Draw draw = new Draw(random);
    Map<String, Object> config = root.draw(draw, null);
    draw.finish(config);
    return config;
  }

  /** Whether the config has exactly the parameters of this space, each inside its domain. */
  public boolean contains(Map<String, Object> config) {
    return root.contains(config, config);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SearchSpace space && Json.same(json, space.json);
  }

  @Override
  public int hashCode() {
    return json.keySet().hashCode();
  }
}
