package dev.tuner.search.scheduler;

import dev.tuner.search.Mode;
import dev.tuner.search.definition.Problems;
import dev.tuner.search.space.SearchSpace;
import java.util.Map;

/**
 * What a scheduler may have to know of its study beside its own definition.
 *
 * @param mode which way the metric is better: bounds of the metric are given as people read it
 * @param space where the configs lie
 * @param seed the study's: every draw is a function of it
 * @param metrics how many metrics the study optimises, at least 1
 */
public record Setting(Mode mode, SearchSpace space, long seed, int metrics) {

  /** A study that minimises and has no parameters, for those who try a scheduler without one. */
  public static Setting bare() {
    return new Setting(Mode.MIN, SearchSpace.read(Map.of(), "", new Problems()), 0, 1);
  }
}
