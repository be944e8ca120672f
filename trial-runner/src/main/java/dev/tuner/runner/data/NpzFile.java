package dev.tuner.runner.data;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes arrays by name as NumPy's {@code savez} does.
 *
 * @see <a href="https://numpy.org/doc/stable/reference/generated/numpy.savez.html">numpy.savez</a>
 */
public final class NpzFile implements AutoCloseable {

  private final ZipOutputStream zip;

  /**
   * @param out is closed with this
   */
  public NpzFile(OutputStream out) {
    this.zip = new ZipOutputStream(out);
  }

  /** Adds the array that begins at {@code offset}, the last side running fastest. */
  public void array(String name, List<Integer> shape, float[] values, int offset)
      throws IOException {
    int length = shape.stream().reduce(1, Math::multiplyExact);
    var bytes = ByteBuffer.allocate(length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values, offset, length);
    zip.putNextEntry(new ZipEntry(name + ".npy"));
    zip.write(NpyHeader.of("<f4", shape.stream().map(Integer::longValue).toList()).encoded());
    zip.write(bytes.array());
    zip.closeEntry();
  }

  /** Adds a text as a file beside the arrays. */
  public void text(String name, String text) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(text.getBytes(StandardCharsets.UTF_8));
    zip.closeEntry();
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }
}
