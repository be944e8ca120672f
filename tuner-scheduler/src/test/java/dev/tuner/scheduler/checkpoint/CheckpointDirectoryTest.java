package dev.tuner.scheduler.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointDirectoryTest implements CheckpointStorageContract {

  @TempDir private Path root;

  @Override
  public CheckpointStorage storage() {
    return new CheckpointDirectory(root);
  }

  @Override
  public int unfinished() throws IOException {
    try (var files = Files.walk(root)) {
      return (int) files.filter(file -> file.toString().endsWith(".part")).count();
    }
  }

  @Test
  void removesHalfUploadsThatNobodyWritesAnyMore() throws IOException {
    Files.createDirectories(root.resolve("t"));
    var left = Files.writeString(root.resolve("t/7-x.part"), "half");
    Files.setLastModifiedTime(
        left, java.nio.file.attribute.FileTime.from(Instant.now().minus(Duration.ofHours(7))));

    storage().removeUnfinished(Instant.now().minus(Duration.ofHours(6)));

    assertThat(left).doesNotExist();
  }

  @Test
  void leavesNoEmptyFoldersBehind() throws IOException {
    storage().write("t/1", new ByteArrayInputStream(new byte[9]));
    storage().write("t/2", new ByteArrayInputStream(new byte[9]));
    storage().delete("t/1");
    assertThat(root.resolve("t")).isDirectory();
    storage().delete("t/2");
    assertThat(root).isEmptyDirectory();
  }

  @Test
  void saysAtOnceThatAFolderCannotBeWrittenTo() throws IOException {
    var file = Files.writeString(root.resolve("file"), "");

    assertThatThrownBy(() -> new CheckpointDirectory(file.resolve("checkpoints")))
        .isInstanceOfSatisfying(
            CheckpointStorageException.class,
            e -> assertThat(e.action()).contains("tuner.checkpoints.directory"))
        .hasMessageContaining(file.resolve("checkpoints").toString());
  }
}
