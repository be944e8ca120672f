package dev.tuner.scheduler.lease;

import static java.util.Comparator.comparing;

import dev.tuner.scheduler.judge.LockedStudy;
import dev.tuner.scheduler.judge.TrialMoves;
import dev.tuner.scheduler.lineage.Takeovers;
import dev.tuner.scheduler.study.StudyState;
import dev.tuner.scheduler.trial.Proposal;
import dev.tuner.scheduler.trial.Trial;
import dev.tuner.scheduler.trial.Trials;
import dev.tuner.search.Purpose;
import dev.tuner.search.TrialRandom;
import dev.tuner.search.expression.ExpressionException;
import dev.tuner.search.scheduler.Promotion;
import dev.tuner.search.searcher.Basis;
import dev.tuner.search.searcher.History;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Chooses what a free worker runs next in a study: first a trial that was interrupted, then one
 * that the scheduler promotes, then a new one; never more than the study's limits allow.
 */
@Component
class NextTrial {

  private final Trials trials;
  private final TrialMoves moves;
  private final Takeovers takeovers;

  NextTrial(Trials trials, TrialMoves moves, Takeovers takeovers) {
    this.trials = trials;
    this.moves = moves;
    this.takeovers = takeovers;
  }

  /** A trial in state {@code PENDING}, or empty when the study has nothing to run now. */
  Optional<Trial> in(LockedStudy locked) {
    if (locked.study().state() != StudyState.RUNNING || isFull(locked)) {
      return Optional.empty();
    }
    return interrupted(locked).or(() -> promoted(locked)).or(() -> started(locked));
  }

  private boolean isFull(LockedStudy locked) {
    var study = locked.study();
    return study.runningTrials() >= study.maxConcurrent();
  }

  private Optional<Trial> interrupted(LockedStudy locked) {
    return trials.firstPending(locked.study().id());
  }

  private Optional<Trial> promoted(LockedStudy locked) {
    return locked.promotion().map(promotion -> promote(locked, promotion));
  }

  private Trial promote(LockedStudy locked, Promotion promotion) {
    var trial = trials.findByStudyIdAndNumber(locked.study().id(), promotion.trial()).orElseThrow();
    moves.goOn(locked, trial, takeovers.promote(locked, trial, promotion));
    return trial;
  }

  private Optional<Trial> started(LockedStudy locked) {
    if (!locked.study().numbers().hasSamplesLeft()) {
      return Optional.empty();
    }
    var number = locked.study().numbers().take();
    try {
      return Optional.of(create(locked, number, propose(locked, number)));
    } catch (ExpressionException e) {
      var trial =
          create(
              locked,
              number,
              Proposal.of(
                  Map.of(),
                  "drawn at random",
                  Basis.of(Basis.Source.RANDOM),
                  bracket(locked, number)));
      moves.fail(locked, trial, "its config has no value: " + e.getMessage(), null);
      return locked.study().state() == StudyState.RUNNING ? started(locked) : Optional.empty();
    }
  }

  private Trial create(LockedStudy locked, int number, Proposal proposal) {
    return trials.save(Trial.pending(locked.study().id(), number, proposal, locked.now()));
  }

  private History history(LockedStudy locked) {
    return locked.history(
        trials.running(locked.study().id()).stream().sorted(comparing(Trial::number)).toList());
  }

  private Proposal propose(LockedStudy locked, int number) {
    var definition = locked.definition();
    var plan = definition.plan();
    var suggestion =
        plan.searcher()
            .suggest(
                locked.study().numbers().turnOfSuggestion(number),
                plan.space(),
                plan.searcher().learns() ? history(locked) : History.none(),
                TrialRandom.of(definition.seed(), number, Purpose.CONFIG));
    return Proposal.of(
        suggestion.config(), suggestion.origin(), suggestion.basis(), bracket(locked, number));
  }

  private static int bracket(LockedStudy locked, int number) {
    var definition = locked.definition();
    return definition
        .scheduler()
        .bracket(
            locked.study().numbers().turnOf(number),
            TrialRandom.of(definition.seed(), number, Purpose.BRACKET));
  }
}
