package dev.tuner.api.http;

import org.apache.coyote.http11.Http11NioProtocol;

/**
 * HTTP/1.1 with small buffers. A request that waits (a worker for work, a listener for events)
 * keeps all its buffers, and thousands wait: with Tomcat's own sizes each takes 96 kB of heap.
 */
public final class LeanHttp11 extends Http11NioProtocol {
  private static final int BYTES = 2_048;
  private static final int TRAILER_BYTES = 256;

  public LeanHttp11() {
    setProperty("socket.appReadBufSize", Integer.toString(BYTES));
    setProperty("socket.appWriteBufSize", Integer.toString(BYTES));
    setMaxTrailerSize(TRAILER_BYTES); // allocated whole, although no caller sends any
  }

  /** Of an answer: what is longer is sent in pieces. */
  @Override
  public int getDesiredBufferSize() {
    return BYTES;
  }
}
