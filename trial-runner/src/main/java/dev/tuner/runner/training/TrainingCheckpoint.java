package dev.tuner.runner.training;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
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
  private static final int VERSION = 1;
  private static final int FRAME_BYTES = Long.BYTES + Integer.BYTES + Long.BYTES + Integer.BYTES;
  private static final int COUNTERS_BYTES = 7 * Long.BYTES + 4 * Integer.BYTES;
  private static final int CHUNK_FLOATS = 16_384;

  private TrainingCheckpoint() {}

  /** Writes {@code state}; the file appears whole and durable, or not at all. */
  public static void write(TrainingState state, Path file) throws IOException {
    var partial = file.resolveSibling(file.getFileName() + ".partial");
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
      out.writeLong(payloadBytes(state.parameters().length, state.optimizer().moments().size()));
      writePayload(state, out);
      out.writeInt((int) checked.getChecksum().getValue());
      out.flush();
      channel.force(true);
    }
    Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static void writePayload(TrainingState state, DataOutputStream out) throws IOException {
    out.writeLong(state.seed());
    out.writeLong(state.step());
    out.writeLong(state.optimizerStep());
    out.writeLong(state.skippedSteps());
    out.writeLong(state.position().epoch());
    out.writeInt(state.position().offset());
    out.writeDouble(state.scaler().scale());
    out.writeInt(state.scaler().goodSteps());
    out.writeLong(state.optimizer().updates());
    out.writeInt(state.parameters().length);
    out.writeInt(state.optimizer().moments().size());
    writeFloats(state.parameters(), out);
    for (float[] moment : state.optimizer().moments()) {
      writeFloats(moment, out);
    }
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
      require(version == VERSION, file, "its version is %d, not 1".formatted(version));
      require(in.readLong() == payload, file, "its length is not the one it was written with");
      var state = readPayload(in, payload, file);
      int checksum = (int) checked.getChecksum().getValue();
      require(in.readInt() == checksum, file, "its checksum does not fit its content");
      return state;
    }
  }

  private static TrainingState readPayload(DataInputStream in, long payload, Path file)
      throws IOException {
    long seed = in.readLong();
    long step = in.readLong();
    long optimizerStep = in.readLong();
    long skippedSteps = in.readLong();
    var position = new DataPosition(in.readLong(), in.readInt());
    var scaler = new LossScaler.State(in.readDouble(), in.readInt());
    long updates = in.readLong();
    int length = in.readInt();
    int moments = in.readInt();
    require(
        length >= 0 && moments >= 0 && payloadBytes(length, moments) == payload,
        file,
        "the sizes in it do not add up");
    float[] parameters = readFloats(in, length);
    List<float[]> vectors = new ArrayList<>();
    for (int i = 0; i < moments; i++) {
      vectors.add(readFloats(in, length));
    }
    var optimizer = new Optimizer.State(updates, vectors);
    return new TrainingState(
        seed, step, optimizerStep, skippedSteps, position, scaler, optimizer, parameters);
  }

  private static long payloadBytes(int length, int moments) {
    return COUNTERS_BYTES + (long) Float.BYTES * length * (1L + moments);
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
