package dev.tuner.scheduler.study;

import dev.tuner.search.definition.Problems;

/** The study whose trials a new study goes on from, if its definition names one. */
public interface EarlierStudy {

  /** Adds a problem if that study does not exist, or nothing of it fits the definition. */
  void check(StudyDefinition definition, Problems problems);

  /** Imports those of its trials whose configs lie in the new study's space. */
  void importInto(Study study, StudyDefinition definition);
}
