package dev.tuner.benchmarks.controlplane;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/**
 * One HTTP/1.1 connection that is kept alive. It does less than a client should, so that the load
 * leaves the processors to the service.
 */
final class Connection implements AutoCloseable {
  private static final int BUFFER = 1 << 16;
  private static final String LENGTH = "Content-Length:";
  private static final String CHUNKED = "Transfer-Encoding: chunked";
  private static final int TIMEOUT_MILLIS = 100_000;

  private final String host;
  private final Socket socket;
  private final InputStream in;
  private final OutputStream out;
  private final byte[] line = new byte[BUFFER];

  /**
   * @param body as text, in full
   */
  record Reply(int status, String body) {
    /** The reply, unless it says that something went wrong. */
    Reply orThrow() {
      if (status >= 300) {
        throw new IllegalStateException("HTTP %d: %s".formatted(status, body));
      }
      return this;
    }
  }

  Connection(URI address) {
    try {
      host = address.getAuthority();
      socket = new Socket(address.getHost(), address.getPort());
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(TIMEOUT_MILLIS);
      in = new BufferedInputStream(socket.getInputStream(), BUFFER);
      out = socket.getOutputStream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Reply get(String path) {
    return send("GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\n\r\n");
  }

  Reply post(String path, String json) {
    return send(
        "POST "
            + path
            + " HTTP/1.1\r\nHost: "
            + host
            + "\r\nContent-Type: application/json\r\nContent-Length: "
            + json.length()
            + "\r\n\r\n"
            + json);
  }

  private Reply send(String ascii) {
    try {
      out.write(ascii.getBytes(StandardCharsets.ISO_8859_1));
      return read();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Reply read() throws IOException {
    var status = Integer.parseInt(line().substring(9, 12));
    var length = 0;
    var chunked = false;
    for (var header = line(); !header.isEmpty(); header = line()) {
      if (starts(header, LENGTH)) {
        length = Integer.parseInt(header.substring(LENGTH.length()).strip());
      }
      chunked |= starts(header, CHUNKED);
    }
    var body = chunked ? chunks() : in.readNBytes(length);
    return new Reply(status, new String(body, StandardCharsets.UTF_8));
  }

  private static boolean starts(String header, String with) {
    return header.regionMatches(true, 0, with, 0, with.length());
  }

  private byte[] chunks() throws IOException {
    var body = new ByteArrayOutputStream();
    while (true) {
      var length = Integer.parseInt(line().strip(), 16);
      body.write(in.readNBytes(length));
      line();
      if (length == 0) {
        return body.toByteArray();
      }
    }
  }

  /** A line of the header, without its end. */
  private String line() throws IOException {
    var length = 0;
    for (var next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new EOFException("The service closed the connection");
      }
      if (next != '\r') {
        line[length++] = (byte) next;
      }
    }
    return new String(line, 0, length, StandardCharsets.ISO_8859_1);
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
