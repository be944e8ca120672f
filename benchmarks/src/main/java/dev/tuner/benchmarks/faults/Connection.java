package dev.tuner.benchmarks.faults;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** One connection through the door: bytes both ways until either side, or the door, ends it. */
final class Connection {

  private static final int STATUS = "HTTP/1.1 ".length();
  private static final int STATUS_END = STATUS + 3;
  private static final int LARGEST_REPEATED = 65_536;

  private final Door door;
  private final Socket client;
  private final Socket server;
  private final ByteArrayOutputStream request = new ByteArrayOutputStream();

  Connection(Door door, Socket client, Socket server) {
    this.door = door;
    this.client = client;
    this.server = server;
  }

  void passRequests() {
    pass(client, server, true);
  }

  void passAnswers() {
    pass(server, client, false);
  }

  private void pass(Socket from, Socket to, boolean isRequest) {
    var buffer = new byte[16_384];
    try {
      var in = from.getInputStream();
      var out = to.getOutputStream();
      for (var count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        note(buffer, count, isRequest);
        door.pass();
        out.write(buffer, 0, count);
      }
    } catch (IOException e) {
      close(); // cut, by an end or by the door
    } finally {
      close();
    }
  }

  /** Requests do not overlap: what came before the first byte of an answer is one request. */
  private synchronized void note(byte[] bytes, int count, boolean isRequest) {
    if (isRequest) {
      request.write(bytes, 0, request.size() > LARGEST_REPEATED ? 0 : count);
    } else if (request.size() > 0) {
      noteStatus(bytes, count);
      if (request.size() <= LARGEST_REPEATED) {
        door.requested(request.toByteArray());
      }
      request.reset();
    }
  }

  private void noteStatus(byte[] answer, int count) {
    var start = new String(answer, 0, Math.min(count, STATUS_END), StandardCharsets.ISO_8859_1);
    if (start.matches("HTTP/1.1 \\d{3}")) {
      var line = request.toString(StandardCharsets.ISO_8859_1).lines().findFirst().orElse("");
      door.answered(line, Integer.parseInt(start.substring(STATUS)));
    }
  }

  void close() {
    close(client);
    close(server);
    door.closed(this);
  }

  static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new IllegalStateException("a socket cannot be closed", e);
    }
  }
}
