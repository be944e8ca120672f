package dev.tuner.api.http;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;
import org.springframework.util.unit.DataSize;

/** Fails when more bytes come than the limit allows, and at once when as many are announced. */
final class LimitedInputStream extends ServletInputStream {

  private final ServletInputStream content;
  private final DataSize limit;
  private long left;

  /**
   * @param announced how many bytes are to come; -1 if unknown
   */
  LimitedInputStream(ServletInputStream content, long announced, DataSize limit) {
    this.content = content;
    this.limit = limit;
    this.left = announced > limit.toBytes() ? -1 : limit.toBytes();
  }

  @Override
  public int read() throws IOException {
    var next = content.read();
    take(next < 0 ? 0 : 1);
    return next;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    var read = content.read(bytes, offset, length);
    take(Math.max(0, read));
    return read;
  }

  private void take(int bytes) throws IOException {
    left -= bytes;
    if (left < 0) {
      throw new BodyTooLargeException(limit);
    }
  }

  @Override
  public boolean isFinished() {
    return content.isFinished();
  }

  @Override
  public boolean isReady() {
    return content.isReady();
  }

  @Override
  public void setReadListener(ReadListener listener) {
    content.setReadListener(listener);
  }
}
