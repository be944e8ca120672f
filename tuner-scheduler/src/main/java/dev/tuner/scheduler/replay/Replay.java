package dev.tuner.scheduler.replay;

import dev.tuner.scheduler.replay.Standing.Standings;
import dev.tuner.scheduler.study.DefinitionLog;
import dev.tuner.scheduler.study.Studies;
import dev.tuner.scheduler.study.StudyDefinition;
import dev.tuner.search.scheduler.RungEntry;
import java.util.UUID;
import java.util.function.Consumer;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/** Decides a study's log again: with its own scheduler, which must say the same. */
@Service
public class Replay {

  private final Studies studies;
  private final DefinitionLog definitions;
  private final StudyEvents events;
  private final Standings standings;

  Replay(Studies studies, DefinitionLog definitions, StudyEvents events, Standings standings) {
    this.studies = studies;
    this.definitions = definitions;
    this.events = events;
    this.standings = standings;
  }

  /**
   * Tells the whole log to the schedulers that were in force, and compares their answers with it.
   */
  @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
  public ReplayReport replay(UUID studyId) {
    var study = studies.get(studyId);
    var versions = definitions.of(studyId);
    var before = versions.get(0).definition();
    var rejudge = new Rejudge(judged(studyId, before));
    for (int i = 0; i < versions.size(); i++) {
      var version = versions.get(i);
      if (!version.definition().hasSchedulerOf(before)) {
        changed(rejudge, study.id(), version);
      }
      rejudge.extended(version.definition().maxTrials());
      var end = i + 1 < versions.size() ? versions.get(i + 1).sequence() : study.log().sequence();
      events.read(studyId, version.sequence(), end, rejudge::take);
      before = version.definition();
    }
    return rejudge.report();
  }

  private void changed(Rejudge rejudge, UUID studyId, DefinitionLog.Version version) {
    var rewrite = rewrite(studyId, version.definition(), version.sequence(), entry -> {});
    rejudge.changed(judged(studyId, version.definition()), rewrite, version.sequence());
  }

  /**
   * The rungs as the scheduler of this definition finds them when it takes over.
   *
   * @param last the place in the log where it takes over
   * @param written is told each entry of the rungs, in order
   */
  RungRewrite rewrite(
      UUID studyId, StudyDefinition definition, long last, Consumer<RungEntry> written) {
    var judged = judged(studyId, definition);
    var rewrite = new RungRewrite(judged, standings.at(studyId, last), written);
    events.read(studyId, 0, last, rewrite::take);
    return rewrite;
  }

  /** The definition's own scheduler over the study's trials. */
  Judged judged(UUID studyId, StudyDefinition definition) {
    return new Judged(definition, definition.scheduler(), events.imported(studyId));
  }
}
