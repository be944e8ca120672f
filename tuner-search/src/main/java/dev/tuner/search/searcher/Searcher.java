package dev.tuner.search.searcher;

import dev.tuner.search.definition.Problems;
import dev.tuner.search.space.SearchSpace;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Proposes configs. Immutable; a suggestion is a function of the arguments alone, so any instance
 * of the service suggests the same.
 */
public interface Searcher {

  /**
   * The config of a new trial.
   *
   * @param number the trial's number in its study, from 0
   * @param history what was observed so far, over the same space
   * @param random the only source of chance; see {@link dev.tuner.search.TrialRandom}
   */
  Suggestion suggest(int number, SearchSpace space, History history, RandomGenerator random);

  /** Whether suggestions depend on the history; one that does not may be given none. */
  boolean learns();

  /** Adds a problem for everything in the space that this searcher cannot work with. */
  void check(SearchSpace space, String pointer, Problems problems);

  /** The definition with every default filled in; reading it gives an equal searcher. */
  Map<String, Object> toJson();
}
