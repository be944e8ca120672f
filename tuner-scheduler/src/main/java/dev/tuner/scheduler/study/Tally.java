package dev.tuner.scheduler.study;

import dev.tuner.search.stop.Standing;
import jakarta.persistence.Embeddable;

/** The {@link Standing} of a study as it is stored. */
@Embeddable
class Tally {

  private int failures;
  private double markLoss;
  private long trialsSinceMark;
  private long stepsSinceMark;

  protected Tally() {}

  Tally(Standing standing) {
    failures = standing.failures();
    markLoss = standing.mark();
    trialsSinceMark = standing.trialsSince();
    stepsSinceMark = standing.stepsSince();
  }

  Standing standing() {
    return new Standing(failures, markLoss, trialsSinceMark, stepsSinceMark);
  }
}
