package dev.tuner.scheduler.commit;

import dev.tuner.scheduler.OwnClock;
import dev.tuner.scheduler.study.StudyNotFoundException;
import dev.tuner.scheduler.trial.Trials;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Writes the rows of running trials that are behind their measurements: every second, and before
 * somebody looks at them. Where this instance dies first, whoever loads the trial next does it.
 */
@Component
public class CatchUp extends OwnClock {
  private static final Logger LOG = LoggerFactory.getLogger(CatchUp.class);
  private static final Duration EVERY = Duration.ofSeconds(1);

  private final Trials trials;
  private final GroupCommit door;

  CatchUp(Trials trials, GroupCommit door) {
    super("catch-up", EVERY);
    this.trials = trials;
    this.door = door;
  }

  /** Every report that this instance has answered is in the rows of the study's trials now. */
  public void in(UUID studyId) {
    if (!trials.studiesBehind().contains(studyId)) {
      return;
    }
    try {
      door.await(new Errand<>(studyId, List.of(), study -> catchUp(studyId)));
    } catch (StudyNotFoundException e) {
      trials.studiesBehind().remove(studyId);
    }
  }

  /** The same of all studies. */
  public void everywhere() {
    Set.copyOf(trials.studiesBehind()).forEach(this::in);
  }

  private Void catchUp(UUID studyId) {
    trials.catchUp(studyId);
    return null;
  }

  @Override
  protected void tick() {
    try {
      everywhere();
    } catch (RuntimeException e) {
      LOG.debug("rows of trials stay behind until the database is back", e);
    }
  }
}
