package dev.tuner.benchmarks.controlplane;

import java.net.URI;
import java.util.SplittableRandom;

/** A client that asks for a trial and reports its only step, which completes it. */
final class Asking implements Load.Client {
  private final Api api;
  private final String study;
  private final String name;
  private final SplittableRandom random;

  Asking(URI service, String study, String name) {
    this.api = new Api(new Connection(service));
    this.study = study;
    this.name = name;
    this.random = new SplittableRandom(name.hashCode());
  }

  @Override
  public int call() {
    var trial = api.ask(study, name, 1).get(0);
    var decision = api.report(trial, 0.5 + random.nextDouble());
    if (!decision.equals("STOP")) {
      throw new IllegalStateException("the trial shall be complete, but goes on: " + decision);
    }
    return 1;
  }

  @Override
  public void close() {
    api.connection().close();
  }
}
