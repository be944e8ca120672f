package dev.tuner.scheduler.life;

import dev.tuner.scheduler.study.Study;
import dev.tuner.scheduler.study.StudyDefinition;
import dev.tuner.scheduler.study.StudyDefinitionReader;
import dev.tuner.search.definition.Problems;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A study's definition with some of its fields replaced, checked like a new one. */
final class DefinitionChange {

  private static final List<String> FIXED =
      List.of("metric", "mode", "metrics", "trainable", "import_from", "seed");

  private DefinitionChange() {}

  /**
   * @param before the definition in force
   * @throws dev.tuner.search.definition.InvalidDefinitionException with every bad field
   */
  static StudyDefinition of(Study study, StudyDefinition before, Map<String, Object> changes) {
    var after =
        StudyDefinitionReader.read(
            StudyDefinitionReader.merge(before.toJson(), changes), before::seed);
    var problems = new Problems();
    requireComparable(before, after, problems);
    requireRoomForStarted(study, after, problems);
    requireNotStarted(study, before, after, problems);
    problems.throwIfAny();
    return after;
  }

  private static void requireComparable(
      StudyDefinition before, StudyDefinition after, Problems problems) {
    for (var name : FIXED) {
      if (!Objects.equals(before.toJson().get(name), after.toJson().get(name))) {
        problems.add(
            "/" + name,
            "cannot change: what was reported so far would not compare with what comes; clone the study instead");
      }
    }
  }

  private static void requireRoomForStarted(Study study, StudyDefinition after, Problems problems) {
    var started = study.numbers().started();
    if (after.maxTrials() < started) {
      problems.add(
          "/num_samples",
          "makes %d trials at most, but %d were started; give more, or cancel the study"
              .formatted(after.maxTrials(), started));
    }
  }

  private static void requireNotStarted(
      Study study, StudyDefinition before, StudyDefinition after, Problems problems) {
    if (study.life().startedAt().isPresent()
        && !before.limits().startAt().equals(after.limits().startAt())) {
      problems.add(
          "/start_at",
          "cannot change: the study started at " + study.life().startedAt().orElseThrow());
    }
  }
}
