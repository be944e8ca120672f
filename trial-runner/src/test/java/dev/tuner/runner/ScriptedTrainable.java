package dev.tuner.runner;

import dev.tuner.runner.trainable.Trainable;
import dev.tuner.runner.trainable.TrainableType;
import dev.tuner.runner.trainable.TrialContext;
import java.nio.file.Files;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/**
 * Counts its steps, and does what its settings say at one of them. Its state, and so its
 * checkpoint, is the number of steps it has trained.
 */
public final class ScriptedTrainable implements TrainableType {

  @Override
  public String name() {
    return "scripted";
  }

  @Override
  public Trainable create(Map<String, Object> settings) {
    return ScriptedTrainable::train;
  }

  private static void train(TrialContext trial) throws Exception {
    var start = trial.checkpoint();
    long trained = start.isPresent() ? Long.parseLong(Files.readString(start.get())) : 0;
    long steps = ((Number) trial.settings().getOrDefault("steps", 3)).longValue();
    while (trained < steps) {
      trained++;
      System.out.println("training step " + trained);
      misbehave(trial.settings(), trained);
      var metrics =
          Map.of("value", (double) trained, "pid", (double) ProcessHandle.current().pid());
      var now = Long.toString(trained);
      if (!trial.report(trained, metrics, file -> Files.writeString(file, now))) {
        return;
      }
    }
  }

  private static void misbehave(Map<String, Object> settings, long step) {
    if (((Number) settings.getOrDefault("at", 0)).longValue() != step) {
      return;
    }
    switch ((String) settings.get("does")) {
      case "throw" ->
          throw new IllegalStateException("no such layer", new RuntimeException("root"));
      case "exhaust" -> exhaust();
      case "die" -> Runtime.getRuntime().halt(3);
      case "hang" -> hang();
      default -> throw new IllegalArgumentException("does " + settings.get("does"));
    }
  }

  private static void exhaust() {
    Object hoard = null;
    while (true) {
      hoard = new Object[] {hoard, new long[1 << 24]};
    }
  }

  private static void hang() {
    while (true) {
      LockSupport.park();
    }
  }
}
