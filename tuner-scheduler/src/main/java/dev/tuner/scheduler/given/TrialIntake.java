package dev.tuner.scheduler.given;

import dev.tuner.scheduler.event.StudyChanged;
import dev.tuner.scheduler.judge.LockedStudy;
import dev.tuner.scheduler.judge.StudyLocks;
import dev.tuner.scheduler.study.IdempotencyKey;
import dev.tuner.scheduler.trial.Proposal;
import dev.tuner.scheduler.trial.Trial;
import dev.tuner.scheduler.trial.TrialState;
import dev.tuner.scheduler.trial.Trials;
import dev.tuner.search.Purpose;
import dev.tuner.search.TrialRandom;
import dev.tuner.search.searcher.Basis;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Takes in trials that people give to a study, all of a request or none. */
@Service
public class TrialIntake {

  private final StudyLocks locks;
  private final Trials trials;
  private final ImportedTrials imported;
  private final ApplicationEventPublisher events;

  TrialIntake(
      StudyLocks locks, Trials trials, ImportedTrials imported, ApplicationEventPublisher events) {
    this.locks = locks;
    this.trials = trials;
    this.imported = imported;
    this.events = events;
  }

  /** A trial that was taken in. */
  public record Taken(UUID id, int number, TrialState state) {}

  /**
   * Takes in what the request gives: a finished trial, a config to run next, or a list of both. The
   * same request under the same key is taken in once.
   *
   * @throws dev.tuner.scheduler.InvalidInputException with every bad field
   * @throws NoSamplesLeftException if more configs are to run than the study may start
   * @throws StudyOverException if the study has ended
   */
  @Transactional
  public List<Taken> take(UUID studyId, Map<String, Object> json, IdempotencyKey key) {
    var locked = locks.lock(studyId);
    var before = imported.takenUnder(studyId, key);
    if (!before.isEmpty()) {
      return before;
    }
    if (locked.study().state().isOver()) {
      throw new StudyOverException(locked.study());
    }
    var given = GivenTrialReader.read(json, locked.definition());
    var toRun = (int) given.stream().filter(each -> !each.isFinished()).count();
    if (toRun > locked.study().numbers().samplesLeft()) {
      throw new NoSamplesLeftException(locked.study(), toRun);
    }
    var taken = new ArrayList<Taken>();
    for (var each : given) {
      taken.add(each.isFinished() ? imported.take(locked, each) : enqueue(locked, each));
    }
    imported.remember(studyId, key, taken);
    locked.study().touch();
    events.publishEvent(new StudyChanged(studyId));
    return taken;
  }

  private Taken enqueue(LockedStudy locked, GivenTrial given) {
    var study = locked.study();
    var number = study.numbers().takeEnqueued();
    var turn = study.numbers().turnOf(number);
    var definition = locked.definition();
    var config =
        definition
            .plan()
            .space()
            .completeWithinConstraints(
                given.config(), TrialRandom.of(definition.seed(), number, Purpose.CONFIG));
    var bracket =
        definition
            .scheduler()
            .bracket(turn, TrialRandom.of(definition.seed(), number, Purpose.BRACKET));
    var proposal = Proposal.of(config, "given by a person", Basis.of(Basis.Source.GIVEN), bracket);
    var trial = trials.save(Trial.pending(study.id(), number, proposal, locked.now()));
    return new Taken(trial.id(), number, trial.state());
  }
}
