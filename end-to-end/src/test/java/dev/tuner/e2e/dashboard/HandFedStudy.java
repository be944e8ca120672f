package dev.tuner.e2e.dashboard;

import dev.tuner.client.LeasedTrial;
import dev.tuner.client.TunerClient;
import dev.tuner.wire.GivenTrial;
import dev.tuner.wire.StudyView;
import java.util.List;
import java.util.Map;

/** A study whose trials a test trains by hand: it asks for them and reports what it likes. */
final class HandFedStudy {
  private static final String METRIC = "val_accuracy";

  private final TunerClient client;
  private final StudyView study;
  private int asked;

  private HandFedStudy(TunerClient client, StudyView study) {
    this.client = client;
    this.study = study;
  }

  /** A study that compares its trials at steps 1, 2 and 4: the better half goes on. */
  static HandFedStudy create(TunerClient client, String name, int numSamples) {
    var spec =
        Map.of(
            "name",
            name,
            "metric",
            METRIC,
            "mode",
            "max",
            "space",
            Map.of("lr", Map.of("loguniform", List.of(1e-4, 1e-1))),
            "scheduler",
            Map.of(
                "type", "asha",
                "variant", "stopping",
                "grace_period", 1,
                "reduction_factor", 2,
                "max_t", 8),
            "num_samples",
            numSamples,
            "trainable",
            Map.of("type", "external"));
    return new HandFedStudy(client, client.studies().create(spec));
  }

  /** A study for workers in a zone where there are none, with one trial that waits. */
  static HandFedStudy forWorkersOfZone(TunerClient client, String name, String zone) {
    var spec =
        Map.of(
            "name",
            name,
            "metric",
            METRIC,
            "space",
            Map.of("lr", Map.of("loguniform", List.of(1e-4, 1e-1))),
            "num_samples",
            3,
            "priority",
            7,
            "resources_per_trial",
            Map.of("cpu", 1, "labels", Map.of("zone", zone)),
            "trainable",
            Map.of("type", "dl4j", "recipe", "image_classifier"));
    var study = client.studies().create(spec);
    client.study(study.id()).give(List.of(GivenTrial.toRun(Map.of("lr", 0.01))));
    return new HandFedStudy(client, study);
  }

  /** A study of an accuracy (first) and a latency whose trials end after one report. */
  static HandFedStudy ofTwoMetrics(TunerClient client, String name, int numSamples) {
    var spec =
        Map.of(
            "name", name,
            "metrics",
                List.of(
                    Map.of("name", METRIC, "mode", "max"),
                    Map.of("name", "latency_ms", "mode", "min")),
            "space", Map.of("lr", Map.of("loguniform", List.of(1e-4, 1e-1))),
            "search", Map.of("type", "random"),
            "scheduler", Map.of("type", "fifo", "max_t", 1),
            "num_samples", numSamples,
            "trainable", Map.of("type", "external"));
    return new HandFedStudy(client, client.studies().create(spec));
  }

  static LeasedTrial.Decision reportBoth(LeasedTrial trial, double accuracy, double latency) {
    return trial.report(1, Map.of(METRIC, accuracy, "latency_ms", latency));
  }

  String id() {
    return study.id();
  }

  String state() {
    return client.study(study.id()).view().state();
  }

  /** A further trial of the study. */
  LeasedTrial ask() {
    // A client that asks again gets the trial that it has.
    return client.study(study.id()).ask("client " + asked++, 1).get(0);
  }

  static LeasedTrial.Decision report(LeasedTrial trial, long step, double value) {
    return trial.report(step, Map.of(METRIC, value));
  }
}
