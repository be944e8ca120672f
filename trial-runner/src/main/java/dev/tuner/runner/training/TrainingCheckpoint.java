package dev.tuner.runner.training;

import dev.tuner.runner.training.network.Weights;
import dev.tuner.runner.training.update.LearningRate;
import dev.tuner.runner.training.update.LossScaler;
import dev.tuner.runner.training.update.Optimizer;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;

/**
 * A {@link TrainingState} in one file: magic, version, payload length, payload, CRC-32C of all
 * before it; big-endian. It holds numbers only, so that opening a stranger's file runs nothing, and
 * no size in it is believed before it agrees with the file's own.
 */
public final class TrainingCheckpoint {

  private static final long MAGIC = 0x54554e4552434b50L; // "TUNERCKP"
  private static final int VERSION = 3;
  private static final int WITHOUT_PREPARATION = 2; // still read
  private static final int FRAME_BYTES = Long.BYTES + Integer.BYTES + Long.BYTES + Integer.BYTES;
  private static final int COUNTERS_BYTES = 9 * Long.BYTES + 6 * Integer.BYTES;
  private static final int CHUNK_FLOATS = 16_384;

  private TrainingCheckpoint() {}

  /** Writes {@code state}; the file appears whole and durable, or not at all. */
  public static void write(TrainingState state, Path file) throws IOException {
    WholeFile.write(file, partial -> writeDurably(state, partial));
  }

  private static void writeDurably(TrainingState state, Path partial) throws IOException {
    try (var channel =
        FileChannel.open(
            partial,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      var buffered = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16);
      var checked = new CheckedOutputStream(buffered, new CRC32C());
      var out = new DataOutputStream(checked);
      out.writeLong(MAGIC);
      out.writeInt(VERSION);
      out.writeLong(payloadBytes(state));
      writePayload(state, out);
      out.writeInt((int) checked.getChecksum().getValue());
      out.flush();
      channel.force(true);
    }
  }

  private static void writePayload(TrainingState state, DataOutputStream out) throws IOException {
    var progress = state.progress();
    out.writeLong(progress.seed());
    out.writeLong(progress.step());
    out.writeLong(progress.optimizerStep());
    out.writeLong(progress.skippedSteps());
    out.writeLong(progress.position().epoch());
    out.writeInt(progress.position().offset());
    out.writeInt(progress.microBatch());
    out.writeDouble(state.scaler().scale());
    out.writeInt(state.scaler().goodSteps());
    out.writeDouble(state.learningRate().factor());
    out.writeDouble(state.learningRate().best());
    out.writeInt(state.learningRate().waited());
    out.writeLong(state.optimizer().updates());
    out.writeInt(state.average().isPresent() ? 1 : 0);
    var vectors = vectors(state);
    out.writeInt(vectors.size());
    for (float[] vector : vectors) {
      out.writeInt(vector.length);
      writeFloats(vector, out);
    }
    for (byte[] text : texts(state)) {
      out.writeInt(text.length);
      out.write(text);
    }
  }

  private static List<byte[]> texts(TrainingState state) {
    return List.of(
        state.provenance().getBytes(StandardCharsets.UTF_8),
        state.preparation().getBytes(StandardCharsets.UTF_8));
  }

  /** Weights first, then their average, then what the optimizer keeps. */
  private static List<float[]> vectors(TrainingState state) {
    List<float[]> vectors = new ArrayList<>();
    vectors.add(state.weights().parameters());
    vectors.add(state.weights().statistics());
    state.average().ifPresent(average -> vectors.add(average.parameters()));
    state.average().ifPresent(average -> vectors.add(average.statistics()));
    vectors.addAll(state.optimizer().moments());
    return vectors;
  }

  private static long payloadBytes(TrainingState state) {
    long bytes = COUNTERS_BYTES;
    for (float[] vector : vectors(state)) {
      bytes += Integer.BYTES + (long) Float.BYTES * vector.length;
    }
    for (byte[] text : texts(state)) {
      bytes += Integer.BYTES + text.length;
    }
    return bytes;
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws CorruptCheckpointException if the file is anything else
   */
  public static TrainingState read(Path file) throws IOException {
    long payload = Files.size(file) - FRAME_BYTES;
    try (var buffered = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
        var checked = new CheckedInputStream(buffered, new CRC32C());
        var in = new DataInputStream(checked)) {
      require(payload >= COUNTERS_BYTES, file, "it is too short");
      require(in.readLong() == MAGIC, file, "it does not begin with TUNERCKP");
      int version = in.readInt();
      require(
          version == VERSION || version == WITHOUT_PREPARATION,
          file,
          "its version is %d, not %d or %d".formatted(version, WITHOUT_PREPARATION, VERSION));
      require(in.readLong() == payload, file, "its length is not the one it was written with");
      var remaining = new Remaining(file, payload - COUNTERS_BYTES);
      var state = readPayload(in, remaining, version);
      remaining.require(remaining.bytes == 0);
      int checksum = (int) checked.getChecksum().getValue();
      require(in.readInt() == checksum, file, "its checksum does not fit its content");
      return state;
    }
  }

  private static TrainingState readPayload(DataInputStream in, Remaining remaining, int version)
      throws IOException {
    long seed = in.readLong();
    long step = in.readLong();
    long optimizerStep = in.readLong();
    long skippedSteps = in.readLong();
    var position = new DataPosition(in.readLong(), in.readInt());
    var progress =
        new TrainingState.Progress(seed, step, optimizerStep, skippedSteps, position, in.readInt());
    var scaler = new LossScaler.State(in.readDouble(), in.readInt());
    var rate = new LearningRate.State(in.readDouble(), in.readDouble(), in.readInt());
    long updates = in.readLong();
    int averages = in.readInt();
    int count = in.readInt();
    remaining.require(averages >= 0 && averages <= 1 && count >= 2 + 2 * averages);
    List<float[]> vectors = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      vectors.add(readFloats(in, remaining.take(in.readInt(), Float.BYTES)));
    }
    var provenance = readText(in, remaining);
    var preparation = version == WITHOUT_PREPARATION ? "" : readText(in, remaining);
    var average = averages == 0 ? Optional.<Weights>empty() : Optional.of(weights(vectors, 2));
    var moments = List.copyOf(vectors.subList(2 + 2 * averages, count));
    return new TrainingState(
        progress,
        scaler,
        rate,
        new Optimizer.State(updates, moments),
        weights(vectors, 0),
        average,
        provenance,
        preparation);
  }

  private static String readText(DataInputStream in, Remaining remaining) throws IOException {
    var text = new byte[remaining.take(in.readInt(), Byte.BYTES)];
    in.readFully(text);
    return new String(text, StandardCharsets.UTF_8);
  }

  private static Weights weights(List<float[]> vectors, int first) {
    return new Weights(vectors.get(first), vectors.get(first + 1));
  }

  /** What is left of the file: no size in it is believed beyond that. */
  private static final class Remaining {

    private final Path file;
    private long bytes;

    Remaining(Path file, long bytes) {
      this.file = file;
      this.bytes = bytes;
    }

    int take(int count, int width) throws CorruptCheckpointException {
      bytes -= Integer.BYTES + (long) count * width;
      require(count >= 0 && bytes >= 0);
      return count;
    }

    void require(boolean holds) throws CorruptCheckpointException {
      TrainingCheckpoint.require(holds, file, "the sizes in it do not add up");
    }
  }

  private static void require(boolean holds, Path file, String problem)
      throws CorruptCheckpointException {
    if (!holds) {
      throw new CorruptCheckpointException(file, problem);
    }
  }

  private static void writeFloats(float[] values, DataOutputStream out) throws IOException {
    var chunk = ByteBuffer.allocate(CHUNK_FLOATS * Float.BYTES);
    for (int from = 0; from < values.length; from += CHUNK_FLOATS) {
      int count = Math.min(CHUNK_FLOATS, values.length - from);
      chunk.asFloatBuffer().put(values, from, count);
      out.write(chunk.array(), 0, count * Float.BYTES);
    }
  }

  private static float[] readFloats(DataInputStream in, int length) throws IOException {
    var values = new float[length];
    var chunk = ByteBuffer.allocate(CHUNK_FLOATS * Float.BYTES);
    for (int from = 0; from < length; from += CHUNK_FLOATS) {
      int count = Math.min(CHUNK_FLOATS, length - from);
      in.readFully(chunk.array(), 0, count * Float.BYTES);
      chunk.asFloatBuffer().get(values, from, count);
    }
    return values;
  }
}
