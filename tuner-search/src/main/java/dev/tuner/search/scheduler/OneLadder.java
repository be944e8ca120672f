package dev.tuner.search.scheduler;

import java.util.List;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;

/** A scheduler all of whose trials climb the same ladder, in one bracket. */
interface OneLadder extends TrialScheduler {

  /** The milestones of every trial. */
  Ladder ladder();

  @Override
  default Judgement fail(Progress last, Rungs rungs) {
    return new Climb(last, ladder(), rungs).fail();
  }

  @Override
  default int bracket(int trialNumber, RandomGenerator random) {
    return 0;
  }

  @Override
  default OptionalLong nextMilestone(int bracket, long step) {
    return ladder().after(step);
  }

  @Override
  default OptionalLong maxStep() {
    return OptionalLong.of(ladder().maxT());
  }

  @Override
  default List<Long> milestones(int bracket) {
    return ladder().milestones();
  }

  @Override
  default int brackets() {
    return 1;
  }
}
