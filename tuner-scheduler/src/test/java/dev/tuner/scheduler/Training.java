package dev.tuner.scheduler;

import dev.tuner.scheduler.lease.LeasedTrial;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.UUID;

/** A worker that trains trials of whatever study has work, with losses drawn from a seed. */
public final class Training {

  private final Scene scene;
  private final UUID worker;
  private final Random random;

  public Training(Scene scene, long seed) {
    this.scene = scene;
    this.worker = scene.worker("trainer-" + seed);
    this.random = new Random(seed);
  }

  /** Takes trials and reports until so many runs have ended or there is no more work. */
  public int run(int runs) {
    for (int i = 0; i < runs; i++) {
      var leased = scene.acquire(worker);
      if (leased.isEmpty()) {
        return i;
      }
      train(leased.get());
    }
    return runs;
  }

  /** Runs several trials at once, reporting in turn, until there is no more work. */
  public void runTogether(int slots) {
    Set<LeasedTrial> running = new HashSet<>();
    running.addAll(scene.acquire(worker, slots, held(running)));
    while (!running.isEmpty()) {
      running.removeIf(this::stopsAfterNextStep);
      running.addAll(scene.acquire(worker, slots - running.size() + 1, held(running)));
    }
  }

  private static Set<dev.tuner.scheduler.lease.LeaseRef> held(Set<LeasedTrial> running) {
    var held = new HashSet<dev.tuner.scheduler.lease.LeaseRef>();
    running.forEach(trial -> held.add(Scene.ref(trial)));
    return held;
  }

  /** Trains one trial until the service stops or pauses it. */
  public void train(LeasedTrial leased) {
    boolean stops;
    do {
      stops = stopsAfterNextStep(leased);
    } while (!stops);
  }

  private boolean stopsAfterNextStep(LeasedTrial leased) {
    var step = scene.trial(leased).lastStep() + 1;
    var decision = scene.report(leased, step, 1.0 / step + random.nextDouble() / 10).decision();
    return switch (decision) {
      case CONTINUE, PROMOTE -> false;
      case STOP, PAUSE -> true;
    };
  }
}
