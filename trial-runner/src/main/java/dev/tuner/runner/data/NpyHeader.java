package dev.tuner.runner.data;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What stands before the values of a {@code .npy} file.
 *
 * @param descriptor NumPy's name of the values' type, such as {@code <f4}
 * @param shape the size of each dimension
 * @param bytes the length of the header: where the values begin
 * @see <a href="https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html">The NPY
 *     format</a>
 */
record NpyHeader(String descriptor, List<Long> shape, int bytes) {

  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
  private static final int ALIGNMENT = 64;
  private static final int LONGEST = 1 << 16;
  private static final Pattern TEXT =
      Pattern.compile(
          "\\{\\s*'descr':\\s*'([^']+)',\\s*'fortran_order':\\s*(True|False),\\s*'shape':\\s*\\(([0-9, ]*)\\)\\s*,?\\s*\\}\\s*");

  /** The header of a file with these values. */
  static NpyHeader of(String descriptor, List<Long> shape) {
    return new NpyHeader(descriptor, shape, encode(descriptor, shape).length);
  }

  byte[] encoded() {
    return encode(descriptor, shape);
  }

  private static byte[] encode(String descriptor, List<Long> shape) {
    var sizes = shape.stream().map(String::valueOf).collect(Collectors.joining(", "));
    sizes += shape.size() == 1 ? "," : "";
    var text =
        "{'descr': '%s', 'fortran_order': False, 'shape': (%s), }".formatted(descriptor, sizes);
    int plain = MAGIC.length + 4 + text.length() + 1;
    int length = (plain + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    var bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.put(MAGIC).put((byte) 1).put((byte) 0).putShort((short) (length - MAGIC.length - 4));
    bytes.put(text.getBytes(StandardCharsets.US_ASCII));
    while (bytes.remaining() > 1) {
      bytes.put((byte) ' ');
    }
    return bytes.put((byte) '\n').array();
  }

  /**
   * Reads a file's header.
   *
   * @throws InvalidDataException if it is no {@code .npy} file of plain values in C order
   */
  static NpyHeader read(FileChannel channel, Path file) throws IOException {
    var start = ByteBuffer.allocate(12).order(ByteOrder.LITTLE_ENDIAN);
    while (start.hasRemaining() && channel.read(start, start.position()) >= 0) {}
    start.flip();
    for (byte expected : MAGIC) {
      if (!start.hasRemaining() || start.get() != expected) {
        throw new InvalidDataException(
            file + " is no .npy file: it does not begin with \\x93NUMPY");
      }
    }
    if (start.remaining() < 6) {
      throw truncated(file);
    }
    int version = start.get();
    start.get();
    int length = version == 1 ? start.getShort() & 0xffff : start.getInt();
    int before = version == 1 ? 10 : 12;
    if (length < 0 || length > LONGEST || before + length > channel.size()) {
      throw truncated(file);
    }
    var text = ByteBuffer.allocate(length);
    while (text.hasRemaining() && channel.read(text, before + text.position()) >= 0) {}
    return parse(new String(text.array(), StandardCharsets.ISO_8859_1), before + length, file);
  }

  private static NpyHeader parse(String text, int bytes, Path file) {
    var found = TEXT.matcher(text);
    if (!found.matches()) {
      throw new InvalidDataException(
          "%s has a header that is no array of plain values: %s".formatted(file, text.strip()));
    }
    if (found.group(2).equals("True")) {
      throw new InvalidDataException(
          file + " is in Fortran order; save numpy.ascontiguousarray(array)");
    }
    var shape = new ArrayList<Long>();
    for (var size : found.group(3).split(",", -1)) {
      if (!size.isBlank()) {
        shape.add(Long.parseLong(size.strip()));
      }
    }
    return new NpyHeader(found.group(1), shape, bytes);
  }

  private static InvalidDataException truncated(Path file) {
    return new InvalidDataException(file + " is truncated: its header is not whole");
  }
}
