package dev.tuner.client.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** The TCP ports of this machine. */
public final class Ports {
  private Ports() {}

  /** Whether nobody listens there. */
  public static boolean isFree(int port) {
    try (var socket = open(port)) {
      return socket.isBound();
    } catch (IOException e) {
      return false;
    }
  }

  /** A port where nobody listens now. */
  public static int free() {
    try (var socket = open(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ServerSocket open(int port) throws IOException {
    return new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
  }
}
