package dev.tuner.runner.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkFolderTest {

  @TempDir Path parent;

  @Test
  void leavesNothingOfATemporaryFolder() throws IOException {
    var folder = WorkFolder.of(Optional.empty());
    Files.createDirectories(folder.path().resolve("run-1"));
    Files.writeString(folder.path().resolve("run-1/trial.log"), "x");
    folder.cleanUp();
    assertThat(folder.path()).doesNotExist();
  }

  @Test
  void leavesTheLogsOfFailedTrials() throws IOException {
    var folder = new WorkFolder(parent, true);
    Files.createDirectories(folder.failedTrials());
    var log = Files.writeString(folder.failedTrials().resolve("1.log"), "x");
    var archive = Files.writeString(folder.path().resolve("classes.jsa"), "x");
    folder.cleanUp();
    assertThat(log).exists();
    assertThat(archive).doesNotExist();
  }

  @Test
  void leavesAFolderThatWasAskedForAsItIs() throws IOException {
    var folder = WorkFolder.of(Optional.of(parent.resolve("work")));
    var file = Files.writeString(folder.path().resolve("classes.jsa"), "x");
    folder.cleanUp();
    assertThat(file).exists();
  }
}
