package dev.tuner.runner.training;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tuner.runner.training.network.Weights;
import dev.tuner.runner.training.update.LearningRate;
import dev.tuner.runner.training.update.LossScaler;
import dev.tuner.runner.training.update.Optimizer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingCheckpointTest {

  private static final int LENGTH = 40_000; // more than one chunk
  private static final int SIZES_OFFSET = 20 + 9 * 8 + 6 * 4; // the length of the first vector;

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void writeOne() throws IOException {
    file = folder.resolve("checkpoint");
    TrainingCheckpoint.write(state(), file);
  }

  @Test
  void keepsEverything() throws IOException {
    assertThat(TrainingCheckpoint.read(file)).usingRecursiveComparison().isEqualTo(state());
  }

  @Test
  void costsFourBytesANumberAndLeavesNoOtherFile() throws IOException {
    assertThat(Files.size(file)).isLessThan(4L * LENGTH * 4 + 300);
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void replacesAnOlderOneWhole() throws IOException {
    Files.write(file, new byte[1_000_000]);
    TrainingCheckpoint.write(state(), file);
    assertThat(TrainingCheckpoint.read(file).progress().step()).isEqualTo(7);
  }

  @Test
  void refusesATruncatedFile() throws IOException {
    var bytes = Files.readAllBytes(file);
    for (int length : new int[] {0, 10, 99, 5000, bytes.length - 1}) {
      refuses(Arrays.copyOf(bytes, length), "no usable checkpoint");
    }
  }

  @Test
  void refusesAFlippedBit() throws IOException {
    var bytes = Files.readAllBytes(file);
    for (int at : new int[] {30, 5000, bytes.length - 2}) {
      byte[] damaged = bytes.clone();
      damaged[at] ^= 4;
      refuses(damaged, "checksum");
    }
  }

  @Test
  void refusesOtherFilesAndVersions() throws IOException {
    var bytes = Files.readAllBytes(file);
    refuses("PK, a zip, or any other long file".repeat(9).getBytes(UTF_8), "TUNERCKP");
    bytes[11] = 9;
    refuses(bytes, "version is 9");
  }

  @Test
  void readsTheVersionBeforePreparationsWereKept() throws IOException {
    var bytes = Files.readAllBytes(file);
    int kept = Integer.BYTES + state().preparation().getBytes(UTF_8).length;
    var older = ByteBuffer.allocate(bytes.length - kept);
    older.put(bytes, 0, bytes.length - kept - Integer.BYTES);
    older.putInt(8, 2).putLong(12, older.capacity() - 24L);
    var checksum = new CRC32C();
    checksum.update(older.array(), 0, older.capacity() - Integer.BYTES);
    Files.write(file, older.putInt((int) checksum.getValue()).array());
    var read = TrainingCheckpoint.read(file);
    assertThat(read)
        .usingRecursiveComparison()
        .isEqualTo(state().describedBy(state().provenance(), ""));
  }

  @Test
  void believesNoSizeBeforeItAgreesWithTheFile() throws IOException {
    var bytes = Files.readAllBytes(file);
    ByteBuffer.wrap(bytes).putInt(SIZES_OFFSET, Integer.MAX_VALUE);
    refuses(bytes, "sizes");
    ByteBuffer.wrap(bytes).putInt(SIZES_OFFSET, -1);
    refuses(bytes, "sizes");
  }

  private void refuses(byte[] bytes, String reason) throws IOException {
    Files.write(file, bytes);
    assertThatThrownBy(() -> TrainingCheckpoint.read(file))
        .isInstanceOf(CorruptCheckpointException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining(reason);
  }

  private static TrainingState state() {
    return new TrainingState(
        new TrainingState.Progress(-42, 7, 8, 9, new DataPosition(10, 11), 12),
        new LossScaler.State(512, 3),
        new LearningRate.State(0.5, 0.25, 2),
        new Optimizer.State(6, List.of(floats(1), floats(2))),
        new Weights(floats(3), new float[] {1, 2, 3}),
        Optional.of(new Weights(floats(4), new float[] {4, 5, 6})),
        "{\"größe\":1}",
        "{\"maß\":2}");
  }

  private static float[] floats(float factor) {
    var values = new float[LENGTH];
    for (int i = 0; i < LENGTH; i++) {
      values[i] = i * factor;
    }
    values[1] = Float.NEGATIVE_INFINITY;
    return values;
  }
}
