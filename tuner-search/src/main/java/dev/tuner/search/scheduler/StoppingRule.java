package dev.tuner.search.scheduler;

import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Goes on or stops; nobody is ever paused. */
record StoppingRule(Cut cut, RungOrder order) implements AshaRule {

  @Override
  public Decision decide(Arrival arrival, BooleanSupplier workAbove) {
    return arrival.decision(
        arrival.verdict().goesOn() ? Decision.Kind.CONTINUE : Decision.Kind.STOP, arrival.words());
  }

  @Override
  public Optional<Promotion> promotion(int bracket, Ladder ladder, int rung, Rungs rungs) {
    return Optional.empty();
  }
}
