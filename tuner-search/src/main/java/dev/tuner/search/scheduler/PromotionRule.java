package dev.tuner.search.scheduler;

import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Pauses at every milestone; the best paused trials go on, once each. */
record PromotionRule(Cut cut, RungOrder order) implements AshaRule {

  @Override
  public Decision decide(Arrival arrival, BooleanSupplier workAbove) {
    if (!arrival.verdict().goesOn()) {
      return arrival.decision(Decision.Kind.PAUSE, arrival.words());
    }
    return arrival.place().first() && !workAbove.getAsBoolean()
        ? arrival.decision(Decision.Kind.CONTINUE, arrival.words())
        : arrival.decision(Decision.Kind.PAUSE, arrival.words() + ", another one first");
  }

  @Override
  public Optional<Promotion> promotion(int bracket, Ladder ladder, int index, Rungs rungs) {
    Rung rung = rungs.rung(bracket, ladder.level(index));
    return order.bestWaiting(rung).flatMap(best -> promotion(best, bracket, ladder, index, rung));
  }

  private Optional<Promotion> promotion(
      Place best, int bracket, Ladder ladder, int index, Rung rung) {
    Cut.Verdict verdict = cut.of(ladder, index, rung.size(), best.rank(), rung::lossAtRank);
    if (!verdict.goesOn()) {
      return Optional.empty();
    }
    long level = ladder.level(index);
    String reason = best.words(rung.size(), level, verdict.words());
    return Optional.of(
        new Promotion(
            best.trial(), bracket, level, rung.size(), best.rank(), verdict.cutoff(), reason));
  }
}
