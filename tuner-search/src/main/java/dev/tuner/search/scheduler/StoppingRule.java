package dev.tuner.search.scheduler;

import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Goes on or stops; nobody is ever paused. */
final class StoppingRule implements AshaRule {

  @Override
  public Decision decide(Arrival arrival, BooleanSupplier workAbove) {
    Arrival lenient = arrival.atLeast(1);
    boolean goesOn = lenient.rank() <= lenient.goOn();
    return lenient.decision(goesOn ? Decision.Kind.CONTINUE : Decision.Kind.STOP, lenient.words());
  }

  @Override
  public Optional<Promotion> promotion(int bracket, Ladder ladder, int rung, Rungs rungs) {
    return Optional.empty();
  }
}
