package dev.tuner.scheduler.lineage;

import dev.tuner.scheduler.checkpoint.Checkpoints;
import dev.tuner.scheduler.judge.LockedStudy;
import dev.tuner.scheduler.rung.Cause;
import dev.tuner.scheduler.trial.Trial;
import dev.tuner.scheduler.trial.Trials;
import dev.tuner.search.scheduler.Promotion;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Does what a promotion says: the trial goes on as it is, or takes over from another one. */
@Component
public class Takeovers {

  private final Trials trials;
  private final Checkpoints checkpoints;
  private final Lineage lineage;
  private final Ancestry ancestry;

  Takeovers(Trials trials, Checkpoints checkpoints, Lineage lineage, Ancestry ancestry) {
    this.trials = trials;
    this.checkpoints = checkpoints;
    this.lineage = lineage;
    this.ancestry = ancestry;
  }

  /** What a trial may take over: the weights of a step, and how they were trained. */
  private record Gift(Trial donor, long step, Ancestry.Segment training) {}

  /**
   * Logs a promotion, and gives the trial the config that it goes on with.
   *
   * @return why it goes on, in words
   */
  public String promote(LockedStudy locked, Trial trial, Promotion promotion) {
    var gift =
        promotion.donor().isEmpty()
            ? Optional.<Gift>empty()
            : gift(locked, trial, promotion.donor().getAsInt(), promotion.milestone());
    if (gift.isEmpty()) {
      var nothing = promotion.donor().isPresent() ? ", which has no checkpoint of that step" : "";
      return log(locked, trial, promotion.because(promotion.reason() + nothing));
    }
    var config = locked.definition().scheduler().explore(promotion, gift.get().training().config());
    var changes = Changes.words(gift.get().training().config(), config);
    var reason = promotion.reason() + (changes.isEmpty() ? "" : "; " + changes);
    takeOver(locked, trial, promotion.because(reason), gift.get(), config);
    return reason;
  }

  private static String log(LockedStudy locked, Trial trial, Promotion promotion) {
    locked.log().promoted(trial, promotion, Cause.PROMOTION, locked.now());
    return promotion.reason();
  }

  private void takeOver(
      LockedStudy locked, Trial trial, Promotion promotion, Gift gift, Map<String, Object> config) {
    var sequence = locked.log().promoted(trial, promotion, Cause.PROMOTION, locked.now());
    lineage.add(
        locked.study().id(),
        new Takeover(
            trial.id(),
            sequence,
            trial.lastStep(),
            gift.donor().id(),
            gift.donor().number(),
            gift.step(),
            gift.training().seed(),
            trial.config(),
            config,
            locked.now()));
    trial.takeOver(config, sequence);
    locked.log().configChanged(trial);
  }

  private Optional<Gift> gift(LockedStudy locked, Trial trial, int number, long milestone) {
    if (number == trial.number()) {
      var now = ancestry.at(trial, trial.lastStep() + 1, locked.definition());
      return Optional.of(new Gift(trial, trial.lastStep(), now));
    }
    var donor = trials.findByStudyIdAndNumber(locked.study().id(), number).orElseThrow();
    // a report of this very transaction is not stored yet, and then it is the last one
    var step = lineage.firstReport(donor.id(), milestone).orElse(donor.lastStep());
    var storesItsOwn = locked.study().external();
    return storesItsOwn || checkpoints.find(donor.id(), step).isPresent()
        ? Optional.of(new Gift(donor, step, ancestry.at(donor, step, locked.definition())))
        : Optional.empty();
  }
}
