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
import java.util.Locale;

/**
 * One HTTP/1.1 connection that is kept alive. It does less than a client should, so that the load
 * leaves the processors to the service.
 */
final class Connection implements AutoCloseable {
  private static final int BUFFER = 1 << 16;
  private static final int TIMEOUT_MILLIS = 100_000;

  private final String host;
  private final Socket socket;
  private final InputStream in;
  private final OutputStream out;

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
        "POST %s HTTP/1.1\r\nHost: %s\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
            .formatted(path, host, json.length(), json));
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
    var status = Integer.parseInt(line().split(" ", 3)[1]);
    var length = 0;
    var chunked = false;
    for (var header = line(); !header.isEmpty(); header = line()) {
      var lower = header.toLowerCase(Locale.ROOT);
      if (lower.startsWith("content-length:")) {
        length = Integer.parseInt(lower.substring(15).strip());
      }
      chunked |= lower.startsWith("transfer-encoding: chunked");
    }
    var body = chunked ? chunks() : in.readNBytes(length);
    return new Reply(status, new String(body, StandardCharsets.UTF_8));
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

  private String line() throws IOException {
    var line = new StringBuilder(64);
    for (var next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new EOFException("The service closed the connection");
      }
      if (next != '\r') {
        line.append((char) next);
      }
    }
    return line.toString();
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
