package dev.tuner.scheduler.commit;

import dev.tuner.scheduler.TunerException;
import dev.tuner.scheduler.judge.LockedStudy;
import dev.tuner.scheduler.judge.StudyLocks;
import dev.tuner.scheduler.study.StudyNotFoundException;
import dev.tuner.scheduler.trial.Trials;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Runs errands one after the other in one transaction. */
@Component
class SharedTransaction {
  private final StudyLocks locks;
  private final Trials trials;

  SharedTransaction(StudyLocks locks, Trials trials) {
    this.locks = locks;
    this.trials = trials;
  }

  /** How one errand ended: with its result, or refused. */
  sealed interface Ending {
    record Done(Object result) implements Ending {}

    record Refused(TunerException why) implements Ending {}
  }

  /**
   * Each errand sees what those before it did; one that is refused changes nothing and does not
   * hold up the others.
   *
   * @return how they ended, in their order
   */
  @Transactional
  public List<Ending> run(List<? extends Errand<?>> errands) {
    var locked = lock(errands);
    trials.open(errands.stream().flatMap(errand -> errand.trials().stream()).distinct().toList());
    return errands.stream().map(errand -> run(errand, locked)).toList();
  }

  private Map<UUID, LockedStudy> lock(List<? extends Errand<?>> errands) {
    var locked = new HashMap<UUID, LockedStudy>();
    // in id order, so that two transactions never wait for each other in a circle
    for (var id : errands.stream().map(Errand::studyId).distinct().sorted().toList()) {
      try {
        locked.put(id, locks.lock(id));
      } catch (StudyNotFoundException e) {
        // each of its errands is refused below
      }
    }
    return locked;
  }

  private static Ending run(Errand<?> errand, Map<UUID, LockedStudy> locked) {
    try {
      var study = locked.get(errand.studyId());
      if (study == null) {
        throw new StudyNotFoundException(errand.studyId());
      }
      return new Ending.Done(errand.task().apply(study));
    } catch (TunerException e) {
      return new Ending.Refused(e);
    }
  }
}
