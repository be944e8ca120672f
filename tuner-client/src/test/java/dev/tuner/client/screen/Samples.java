package dev.tuner.client.screen;

import dev.tuner.wire.StudyView;
import dev.tuner.wire.TrialView;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Studies and trials as a service would show them. */
public final class Samples {
  public static final Instant START = Instant.parse("2026-11-21T07:00:00Z");

  private Samples() {}

  /** A study in a state, with counts of trials and perhaps a best one. */
  public static StudyView study(String state, long version, int running, TrialView best) {
    var definition =
        Map.<String, Object>of(
            "space", space(), "trainable", Map.of("type", "dl4j"), "name", "digits");
    var trials = new LinkedHashMap<String, Integer>();
    trials.put("PENDING", 0);
    trials.put("RUNNING", running);
    trials.put("STOPPED", 3);
    boolean ended = !state.equals("RUNNING") && !state.equals("PAUSED");
    return new StudyView(
        "5f0c2a11-0000-4000-8000-000000000001",
        "digits",
        state,
        null,
        "val_accuracy",
        "max",
        version,
        60,
        0,
        0.25,
        0.5,
        definition,
        trials,
        best,
        START,
        null,
        null,
        ended ? START.plusSeconds(123) : null,
        null,
        null);
  }

  /** A trial that has reported. */
  public static TrialView trial(int number, String state, double accuracy) {
    var config = new LinkedHashMap<String, Object>();
    config.put("lr", 0.0023114);
    config.put("epochs", 9);
    config.put("optimizer", Map.of("name", "adam"));
    return new TrialView(
        "t-" + number,
        "5f0c2a11-0000-4000-8000-000000000001",
        number,
        state,
        null,
        config,
        9,
        Map.of("val_accuracy", accuracy, "val_loss", 0.052),
        accuracy,
        9L,
        null,
        1,
        "local",
        9L,
        null,
        3.5,
        START,
        START,
        null,
        null);
  }

  /** A trial that waits for its first worker. */
  public static TrialView pendingTrial(int number) {
    return new TrialView(
        "t-" + number,
        "5f0c2a11-0000-4000-8000-000000000001",
        number,
        "PENDING",
        null,
        Map.of("lr", 0.5),
        0,
        Map.of(),
        null,
        null,
        null,
        1,
        null,
        null,
        null,
        0,
        START,
        null,
        null,
        null);
  }

  private static Map<String, Object> space() {
    var space = new LinkedHashMap<String, Object>();
    space.put("lr", Map.of("loguniform", List.of(1e-4, 1e-1)));
    space.put("optimizer", Map.of("choice", List.of(Map.of("name", "adam"))));
    space.put("epochs", 9);
    return space;
  }
}
