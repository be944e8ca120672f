package dev.tuner.benchmarks.controlplane;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A client that trains a fixed number of trials side by side, and asks for others when some end.
 */
final class Reporting implements Load.Client {
  private final Api api;
  private final String study;
  private final String name;
  private final int width;
  private final SplittableRandom random;
  private List<Api.Held> held;

  /**
   * @param width how many trials it reports at once; 1: one by one
   */
  Reporting(URI service, String study, String name, int width) {
    this.api = new Api(new Connection(service));
    this.study = study;
    this.name = name;
    this.width = width;
    this.random = new SplittableRandom(name.hashCode());
    this.held = api.ask(study, name, width);
  }

  @Override
  public int call() {
    var loss = 0.3 + random.nextDouble();
    var decisions = width == 1 ? List.of(api.report(held.get(0), loss)) : api.reportAll(held, loss);
    var next = new ArrayList<Api.Held>();
    for (int i = 0; i < held.size(); i++) {
      if (decisions.get(i).equals("CONTINUE")) {
        next.add(held.get(i).reported());
      }
    }
    // The same client gets its open trials again: only the new ones are news.
    var known = next.stream().map(Api.Held::trial).toList();
    if (next.size() < width) {
      api.ask(study, name, width).stream()
          .filter(trial -> !known.contains(trial.trial()))
          .forEach(next::add);
    }
    held = next;
    return width;
  }

  @Override
  public void close() {
    api.connection().close();
  }
}
