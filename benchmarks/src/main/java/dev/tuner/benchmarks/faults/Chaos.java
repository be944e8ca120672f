package dev.tuner.benchmarks.faults;

import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/** Kills one process after another, at points that the seed chooses. */
final class Chaos {

  /** What is killed; {@code weight} of all weights together is how often. */
  enum Victim {
    SERVICE(2),
    WORKER(3),
    TRIAL_PROCESS(4),
    DATABASE(2);

    private final int weight;

    Victim(int weight) {
      this.weight = weight;
    }
  }

  private static final int ALL_WEIGHTS =
      List.of(Victim.values()).stream().mapToInt(victim -> victim.weight).sum();

  private final Stack stack;
  private final SplittableRandom random;
  private final Map<Victim, Integer> kills = new EnumMap<>(Victim.class);

  Chaos(Stack stack, long seed) {
    this.stack = stack;
    this.random = new SplittableRandom(seed);
    List.of(Victim.values()).forEach(victim -> kills.put(victim, 0));
  }

  /** How often each was killed. */
  Map<Victim, Integer> kills() {
    return kills;
  }

  int total() {
    return kills.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** Kills as many processes as planned, with exponentially distributed pauses. */
  void kill(FaultPlan plan) throws IOException, InterruptedException {
    var start = System.nanoTime();
    while (total() < plan.kills() && System.nanoTime() - start < plan.longest().toNanos()) {
      pause(plan.meanPause().toMillis());
      var victim = draw();
      if (kill(victim)) {
        kills.merge(victim, 1, Integer::sum);
        if (total() % 20 == 0) {
          var seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start);
          System.err.printf("faults: %d kills in %d s: %s%n", total(), seconds, kills);
        }
      }
    }
  }

  private void pause(long meanMillis) throws InterruptedException {
    var pause = -Math.log(1 - random.nextDouble()) * meanMillis;
    TimeUnit.MILLISECONDS.sleep((long) Math.min(pause, 5.0 * meanMillis));
  }

  private Victim draw() {
    // The first four kills are one of each kind, so that a short run has seen all.
    for (var victim : Victim.values()) {
      if (kills.get(victim) == 0) {
        return victim;
      }
    }
    var drawn = random.nextInt(ALL_WEIGHTS);
    for (var victim : Victim.values()) {
      drawn -= victim.weight;
      if (drawn < 0) {
        return victim;
      }
    }
    throw new IllegalStateException("the weights do not add up");
  }

  /** False when there was nothing of the kind to kill just now. */
  private boolean kill(Victim victim) throws IOException, InterruptedException {
    return switch (victim) {
      case SERVICE -> killOne(stack.services());
      case WORKER -> killOne(stack.workers());
      case TRIAL_PROCESS -> killTrialProcess();
      case DATABASE -> stack.database().kill();
    };
  }

  private boolean killOne(List<Program> programs) throws InterruptedException {
    var ready = programs.stream().filter(Program::isReady).toList();
    if (ready.isEmpty()) {
      return false;
    }
    ready.get(random.nextInt(ready.size())).kill();
    return true;
  }

  private boolean killTrialProcess() {
    var running = stack.workers().stream().flatMap(worker -> worker.children().stream()).toList();
    return !running.isEmpty() && running.get(random.nextInt(running.size())).destroyForcibly();
  }
}
