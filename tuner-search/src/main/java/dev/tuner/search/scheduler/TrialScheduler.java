package dev.tuner.search.scheduler;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;

/**
 * Judges running trials and chooses which paused one goes on. Immutable; every answer is a function
 * of the arguments alone, so replaying a study's log gives the same decisions.
 *
 * <p>The service appends the {@link Judgement#entries()} it receives to the rungs, one judgement
 * after the other, and marks promotions; the scheduler itself writes nothing.
 */
public interface TrialScheduler {

  /**
   * Judges a report. Steps of a trial only grow; a rung in which the trial is recorded already is
   * never judged again, and a report that passed several milestones fills each of them, lowest
   * first, with its loss.
   */
  Judgement judge(Progress progress, Rungs rungs);

  /**
   * Judges a trial whose config failed (diverged, out of memory, refused by the trainable): it
   * counts as worst at its next milestone.
   *
   * @param last what the trial reported last; step 0 when it never reported
   */
  Judgement fail(Progress last, Rungs rungs);

  /**
   * Judges a trial that ended by itself, perhaps below its next milestone: it is complete, and its
   * last loss counts in the rungs that it passed and in no other.
   *
   * @param last what the trial reported last
   */
  Judgement complete(Progress last, Rungs rungs);

  /**
   * Judges a trial that a person cancelled before it reached its next milestone. Those that wait
   * for nobody leave their rungs as they are; a scheduler that waits until a rung is full must not
   * wait for this trial.
   *
   * @param last what the trial reported last; step 0 when it never reported
   */
  default Judgement cancel(Progress last, Rungs rungs) {
    return Judgement.of(Decision.stop("cancelled by a person"));
  }

  /**
   * The paused trial that a free worker should take, if any: highest rung first, best first.
   *
   * @param trials how many trials the study has in the end; a scheduler that waits until a rung is
   *     full waits for no more
   */
  Optional<Promotion> promote(Rungs rungs, int trials);

  /**
   * The config with which a promoted trial goes on that takes over from another one.
   *
   * @param promotion one with a donor
   * @param config the donor's
   * @throws dev.tuner.search.expression.ExpressionException if the new config has no value
   */
  default Map<String, Object> explore(Promotion promotion, Map<String, Object> config) {
    return config;
  }

  /** The bracket of a new trial, from 0. */
  int bracket(int trialNumber, RandomGenerator random);

  /** The next step after {@code step} at which a trial of the bracket is judged, if any. */
  OptionalLong nextMilestone(int bracket, long step);

  /** The step at which a trial is complete; empty when trials end by themselves. */
  OptionalLong maxStep();

  /**
   * The steps at which trials of the bracket are compared, ascending, and the last step behind
   * them.
   */
  List<Long> milestones(int bracket);

  /**
   * How many different brackets there are: bracket b has the milestones of bracket {@code b %
   * brackets()}.
   */
  int brackets();

  /** The type of the searcher that belongs to this scheduler; empty when any does. */
  default Optional<String> searcher() {
    return Optional.empty();
  }

  /** The definition with every default filled in; reading it gives an equal scheduler. */
  Map<String, Object> toJson();
}
