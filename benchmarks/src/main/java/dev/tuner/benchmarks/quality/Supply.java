package dev.tuner.benchmarks.quality;

import dev.tuner.search.searcher.Suggestion;
import java.util.random.RandomGenerator;

/** Where one study's trials get their curves from. */
interface Supply {

  /** Whether no curve is left. */
  boolean isEmpty();

  /** The curve of the suggestion, or of the config that stands for it. */
  Curve take(Suggestion suggestion, RandomGenerator random);
}
