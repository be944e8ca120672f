package dev.tuner.search.scheduler;

import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Pauses at every milestone; the best paused trials go on, once each. */
final class PromotionRule implements AshaRule {

  @Override
  public Decision decide(Arrival arrival, BooleanSupplier workAbove) {
    boolean first =
        arrival.rung().bestWaiting().map(other -> arrival.loss() < other.loss()).orElse(true);
    if (arrival.rank() > arrival.goOn()) {
      return arrival.decision(Decision.Kind.PAUSE, arrival.words());
    }
    return first && !workAbove.getAsBoolean()
        ? arrival.decision(Decision.Kind.CONTINUE, arrival.words())
        : arrival.decision(Decision.Kind.PAUSE, arrival.words() + ", another one first");
  }

  @Override
  public Optional<Promotion> promotion(int bracket, Ladder ladder, int index, Rungs rungs) {
    long level = ladder.level(index);
    Rung rung = rungs.rung(bracket, level);
    int goOn = ladder.goOn(index, rung.size());
    return rung.bestWaiting()
        .filter(best -> best.rank() <= goOn)
        .map(
            best ->
                new Promotion(
                    best.trial(),
                    bracket,
                    level,
                    rung.size(),
                    best.rank(),
                    rung.lossAtRank(goOn),
                    Arrival.words(best.rank(), rung.size(), level, goOn)));
  }
}
