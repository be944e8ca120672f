package dev.tuner.scheduler.life;

import dev.tuner.scheduler.DatabaseTime;
import dev.tuner.scheduler.replay.SchedulerChange;
import dev.tuner.scheduler.study.DefinitionLog;
import dev.tuner.scheduler.study.Studies;
import dev.tuner.scheduler.study.Study;
import dev.tuner.scheduler.study.StudyDefinition;
import dev.tuner.scheduler.study.StudyDefinitions;
import dev.tuner.scheduler.study.StudyState;
import dev.tuner.search.definition.Problems;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Changes the definition of a study, and extends one that has ended. */
@Service
public class StudyChange {

  private final Studies studies;
  private final StudyDefinitions definitions;
  private final DefinitionLog versions;
  private final SchedulerChange schedulers;
  private final Reopening reopening;
  private final DatabaseTime time;

  StudyChange(
      Studies studies,
      StudyDefinitions definitions,
      DefinitionLog versions,
      SchedulerChange schedulers,
      Reopening reopening,
      DatabaseTime time) {
    this.studies = studies;
    this.definitions = definitions;
    this.versions = versions;
    this.schedulers = schedulers;
    this.reopening = reopening;
    this.time = time;
  }

  /**
   * Puts the given fields in the place of the study's own, from here on in its log; running trials
   * keep their config. A study that has ended goes on if it gets more samples, more budget, other
   * stop criteria or more time. The same changes again change nothing.
   *
   * @param changes fields of the definition; null takes a field out, so that its default applies
   * @throws dev.tuner.search.definition.InvalidDefinitionException with every bad field
   * @throws StudyStateException if the study is archived or was cancelled
   */
  @Transactional
  public Study change(UUID id, Map<String, Object> changes) {
    var study = studies.getLocked(id);
    requireChangeable(study);
    var now = time.instant();
    var before = definitions.of(study);
    var after = DefinitionChange.of(study, before, changes);
    if (after.toJson().equals(before.toJson())) {
      return study;
    }
    if (study.state().isOver() && isExtended(before, after)) {
      requireTimeLeft(study, after, now);
      reopening.ofCutOff(study, now);
    }
    study.change(after, now);
    versions.add(study, changes);
    if (!after.hasSchedulerOf(before)) {
      schedulers.takeOver(study, after, now);
    }
    reopening.goOn(study);
    return study;
  }

  private static void requireChangeable(Study study) {
    if (study.life().archivedAt().isPresent()) {
      throw StudyStateException.archived(study);
    }
    if (study.state() == StudyState.CANCELLED) {
      throw StudyStateException.cancelled(study);
    }
  }

  private static boolean isExtended(StudyDefinition before, StudyDefinition after) {
    var earlier = before.limits().timeBudget();
    var later = after.limits().timeBudget();
    var moreTime =
        earlier.isPresent() && (later.isEmpty() || later.get().compareTo(earlier.get()) > 0);
    return moreTime
        || after.maxTrials() > before.maxTrials()
        || !after.limits().runBudget().equals(before.limits().runBudget())
        || !after.limits().stop().equals(before.limits().stop());
  }

  private static void requireTimeLeft(Study study, StudyDefinition after, Instant now) {
    var problems = new Problems();
    after
        .limits()
        .timeBudget()
        .map(study.life().startedAt().orElse(now)::plus)
        .filter(deadline -> !deadline.isAfter(now))
        .ifPresent(
            deadline ->
                problems.add(
                    "/time_budget",
                    "ended at %s, counted from the start at %s; give more time, too"
                        .formatted(deadline, study.life().startedAt().orElseThrow())));
    problems.throwIfAny();
  }
}
