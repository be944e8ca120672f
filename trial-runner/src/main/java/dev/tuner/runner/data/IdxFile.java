package dev.tuner.runner.data;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * A file of unsigned bytes in the IDX format of MNIST, plain or gzipped: magic, sizes, values.
 *
 * @param sizes the dimensions, the number of examples first
 * @param values all values, the last dimension running fastest
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; copying would double the memory
record IdxFile(int[] sizes, byte[] values) {

  private static final int UNSIGNED_BYTES = 0x800;
  private static final long LARGEST = Integer.MAX_VALUE - 8L;

  /**
   * Reads a file of this many dimensions.
   *
   * @throws InvalidDataException if it is another kind of file, damaged, or does not end where its
   *     sizes say
   */
  static IdxFile read(Path file, int dimensions) throws IOException {
    try (var in = new DataInputStream(open(file))) {
      int magic = in.readInt();
      if (magic != UNSIGNED_BYTES + dimensions) {
        throw new InvalidDataException(
            "%s begins with magic 0x%08x, but an IDX file of bytes in %d dimensions begins with 0x%08x"
                .formatted(file, magic, dimensions, UNSIGNED_BYTES + dimensions));
      }
      var sizes = new int[dimensions];
      for (int i = 0; i < dimensions; i++) {
        sizes[i] = in.readInt();
      }
      var values = in.readNBytes(length(file, sizes));
      if (values.length != length(file, sizes) || in.read() >= 0) {
        throw new InvalidDataException(
            "%s does not hold the %s values that its header promises; it is truncated or damaged"
                .formatted(file, Arrays.toString(sizes)));
      }
      return new IdxFile(sizes, values);
    } catch (EOFException | ZipException e) {
      throw new InvalidDataException(
          "%s is truncated or damaged (%s)"
              .formatted(file, e.getMessage() == null ? "it ends in its header" : e.getMessage()));
    }
  }

  private static InputStream open(Path file) throws IOException {
    var raw = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
    return file.toString().endsWith(".gz") ? new GZIPInputStream(raw, 1 << 16) : raw;
  }

  private static int length(Path file, int[] sizes) {
    long length = 1;
    for (int size : sizes) {
      if (size < 1 || (length *= size) > LARGEST) {
        throw new InvalidDataException(
            "%s has sizes %s: each must be at least 1, and all together at most 2^31 values"
                .formatted(file, Arrays.toString(sizes)));
      }
    }
    return (int) length;
  }
}
