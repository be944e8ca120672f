package dev.tuner.client.cli;

/** How much of this machine a local worker offers when a person does not say. */
final class LocalWorkers {
  private static final int MOST = 4;

  private LocalWorkers() {}

  /** The cores of this machine shared among the workers; few, so that the machine stays usable. */
  static int cpusFor(int workers) {
    int cores = Runtime.getRuntime().availableProcessors();
    return Math.max(1, Math.min(MOST, cores / Math.max(1, workers)));
  }
}
