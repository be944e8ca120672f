package dev.tuner.client.cli;

import dev.tuner.client.TunerClient;
import dev.tuner.wire.StudyView;
import dev.tuner.wire.TrialView;
import picocli.CommandLine.Parameters;

/** The trial that a command is about, as people name it: by its study and its number. */
final class NamedTrial {
  @Parameters(
      index = "0",
      paramLabel = "STUDY",
      description = "Name, id, or the first characters of the id")
  private String study;

  @Parameters(index = "1", paramLabel = "NUMBER", description = "The trial's number in its study")
  private int number;

  /** A trial and its study. */
  record Found(StudyView study, TrialView trial) {}

  /** The trial, or an error that says what there is not. */
  Found find(TunerClient client) {
    var found = client.studies().find(study);
    return new Found(found, find(client, found, number));
  }

  /** The trial with this number, or an error that says that there is none. */
  static TrialView find(TunerClient client, StudyView study, int number) {
    return client
        .study(study.id())
        .trial(number)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "Study %s has no trial %d".formatted(study.name(), number)));
  }
}
