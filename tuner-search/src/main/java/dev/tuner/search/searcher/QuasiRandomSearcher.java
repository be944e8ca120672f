package dev.tuner.search.searcher;

import dev.tuner.search.definition.Fields;
import dev.tuner.search.definition.Problems;
import dev.tuner.search.space.SearchSpace;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Fills the space evenly: trial n has the n-th point of a scrambled {@link Halton} sequence.
 *
 * @param seed chooses the sequence; all trials of a study need the same
 */
record QuasiRandomSearcher(long seed) implements Searcher {
  static final String TYPE = "quasi_random";
  private static final int TRIES = 100;
  private static final long APART = 1L << 32;

  static Searcher read(Fields fields) {
    return new QuasiRandomSearcher(fields.integer("seed", 0, Long.MAX_VALUE, 0));
  }

  @Override
  public Suggestion suggest(
      int number, SearchSpace space, History history, RandomGenerator random) {
    for (int attempt = 0; attempt < TRIES; attempt++) {
      double[] point = point(number + attempt * APART, space.dimensions().size());
      Map<String, Object> config = space.decode(point, random);
      if (space.meetsConstraints(config)) {
        return new Suggestion(
            config,
            "point %d of a Halton sequence".formatted(number + 1),
            Basis.of(Basis.Source.SEQUENCE));
      }
    }
    return Fresh.random(
        space, history, random, "drawn at random: the sequence rarely meets the constraints");
  }

  private double[] point(long index, int dimensions) {
    Halton halton = new Halton(seed);
    double[] point = new double[dimensions];
    for (int i = 0; i < dimensions; i++) {
      point[i] = halton.coordinate(index, i);
    }
    return point;
  }

  @Override
  public boolean learns() {
    return false;
  }

  @Override
  public void check(SearchSpace space, String pointer, Problems problems) {
    Fresh.refuseGrid(TYPE, space, pointer, problems);
  }

  @Override
  public Map<String, Object> toJson() {
    return Map.of("type", TYPE, "seed", seed);
  }
}
