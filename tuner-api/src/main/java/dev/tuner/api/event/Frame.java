package dev.tuner.api.event;

import java.io.IOException;
import java.io.OutputStream;

/** The bytes of one event, shared by all who get it. */
final class Frame {

  private final byte[] bytes;

  Frame(byte[] bytes) {
    this.bytes = bytes;
  }

  void writeTo(OutputStream out) throws IOException {
    out.write(bytes);
  }
}
