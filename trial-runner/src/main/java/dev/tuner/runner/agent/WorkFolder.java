package dev.tuner.runner.agent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;

/** Where a worker keeps its files. */
record WorkFolder(Path path, boolean temporary) {

  /** The folder that was asked for, or a new temporary one. */
  static WorkFolder of(Optional<Path> wanted) throws IOException {
    return wanted.isPresent()
        ? new WorkFolder(Files.createDirectories(wanted.get().toAbsolutePath()), false)
        : new WorkFolder(Files.createTempDirectory("trial-runner-"), true);
  }

  /** Where the logs of failed trials stay. */
  Path failedTrials() {
    return path.resolve("failed-trials");
  }

  /** Deletes a temporary folder, but not the logs of failed trials. */
  void cleanUp() throws IOException {
    if (!temporary) {
      return;
    }
    try (var files = Files.walk(path)) {
      var all = files.sorted(Comparator.reverseOrder()).toList();
      var failed = Files.exists(failedTrials());
      for (var file : all) {
        if (!failed || !(file.startsWith(failedTrials()) || file.equals(path))) {
          Files.deleteIfExists(file);
        }
      }
    }
  }
}
