package dev.tuner.runner.data;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** An open {@code .npy} file, read item by item. Safe for threads. */
final class NpyFile implements Items {

  private static final Map<String, Integer> SIZES =
      Map.of(
          "|u1", 1, "|b1", 1, "|i1", 1, "<i2", 2, "<u2", 2, "<i4", 4, "<i8", 8, "<f4", 4, "<f8", 8);
  private static final Set<String> BYTES = Set.of("|u1", "|b1");

  private final Path file;
  private final FileChannel channel;
  private final NpyHeader header;
  private final ItemFormat format;

  private NpyFile(Path file, FileChannel channel) throws IOException {
    this.file = file;
    this.channel = channel;
    this.header = NpyHeader.read(channel, file);
    if (!SIZES.containsKey(header.descriptor())) {
      throw new InvalidDataException(
          "%s holds values of type %s; save it as uint8 or float32"
              .formatted(file, header.descriptor()));
    }
    if (header.shape().isEmpty() || header.shape().get(0) < 1) {
      throw new InvalidDataException(
          "%s has shape %s; the first dimension counts the items, at least 1"
              .formatted(file, header.shape()));
    }
    var shape = header.shape().subList(1, header.shape().size());
    this.format =
        new ItemFormat(
            BYTES.contains(header.descriptor()) ? ItemFormat.Type.BYTE : ItemFormat.Type.FLOAT,
            shape.isEmpty() ? List.of(1) : shape.stream().map(Math::toIntExact).toList());
    long wanted = header.bytes() + header.shape().get(0) * storedBytes();
    if (channel.size() != wanted) {
      throw new InvalidDataException(
          "%s has %d bytes, but shape %s of %s needs %d; it is truncated or damaged"
              .formatted(file, channel.size(), header.shape(), header.descriptor(), wanted));
    }
  }

  /**
   * Opens a file.
   *
   * @throws InvalidDataException if it is missing, damaged or of a type that is not numbers
   */
  static NpyFile open(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new InvalidDataException("there is no file " + file);
    }
    var channel = FileChannel.open(file, StandardOpenOption.READ);
    try {
      return new NpyFile(file, channel);
    } catch (RuntimeException | IOException e) {
      channel.close();
      throw e;
    }
  }

  private long storedBytes() {
    return (long) format.values() * SIZES.get(header.descriptor());
  }

  @Override
  public ItemFormat format() {
    return format;
  }

  @Override
  public int count() {
    return Math.toIntExact(header.shape().get(0));
  }

  @Override
  public byte[] read(int index) throws IOException {
    var bytes = ByteBuffer.allocate((int) storedBytes()).order(ByteOrder.LITTLE_ENDIAN);
    long start = header.bytes() + index * storedBytes();
    while (bytes.hasRemaining()) {
      if (channel.read(bytes, start + bytes.position()) < 0) {
        throw new InvalidDataException(file + " was cut short while it was read");
      }
    }
    bytes.flip();
    if (format.type() == ItemFormat.Type.BYTE || header.descriptor().equals("<f4")) {
      return bytes.array();
    }
    var floats = ByteBuffer.allocate(format.bytes()).order(ByteOrder.LITTLE_ENDIAN);
    while (bytes.hasRemaining()) {
      floats.putFloat((float) next(bytes));
    }
    return floats.array();
  }

  private double next(ByteBuffer bytes) {
    return switch (header.descriptor()) {
      case "|i1" -> bytes.get();
      case "<i2" -> bytes.getShort();
      case "<u2" -> bytes.getShort() & 0xffff;
      case "<i4" -> bytes.getInt();
      case "<i8" -> (double) bytes.getLong();
      default -> bytes.getDouble();
    };
  }

  /** Path, size and time of the last change: a file that was written again is another one. */
  @Override
  public String identity() {
    try {
      return new Digest()
          .add(file.toAbsolutePath().toString())
          .add(Files.size(file) + " " + Files.getLastModifiedTime(file))
          .text();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Override
  public boolean isInMemory() {
    return true; // the page cache holds it; a copy would not be faster
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
