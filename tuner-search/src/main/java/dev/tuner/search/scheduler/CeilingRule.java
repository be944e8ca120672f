package dev.tuner.search.scheduler;

import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Another rule below a ceiling; nobody goes on from there.
 *
 * @param ceiling the highest step that anybody trains to
 */
record CeilingRule(AshaRule below, long ceiling) implements AshaRule {

  @Override
  public Cut cut() {
    return below.cut();
  }

  @Override
  public RungOrder order() {
    return below.order();
  }

  @Override
  public Decision decide(Arrival arrival, BooleanSupplier workAbove) {
    return arrival.level() < ceiling
        ? below.decide(arrival, workAbove)
        : arrival.decision(
            Decision.Kind.PAUSE,
            "rank %d of %d at step %d, the ceiling while the ranking is stable"
                .formatted(arrival.place().rank(), arrival.n(), arrival.level()));
  }

  @Override
  public Optional<Promotion> promotion(int bracket, Ladder ladder, int rung, Rungs rungs) {
    return ladder.level(rung) < ceiling
        ? below.promotion(bracket, ladder, rung, rungs)
        : Optional.empty();
  }
}
