package dev.tuner.search.searcher;

import java.util.Optional;
import java.util.stream.Stream;

/**
 * A point that a model proposes.
 *
 * @param point in the unit cube
 * @param score how promising the model finds it; empty where it does not say
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Candidate(double[] point, Optional<Basis.Score> score) {

  /** Points of a model that does not score. */
  static Stream<Candidate> unscored(Stream<double[]> points) {
    return points.map(point -> new Candidate(point, Optional.empty()));
  }

  static Candidate scored(double[] point, Basis.Measure measure, double value) {
    return new Candidate(point, Optional.of(new Basis.Score(measure, value)));
  }
}
