package dev.tuner.benchmarks.controlplane;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Connections that listen to the events of a study, read by one thread. */
final class Audience implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final int BUFFER = 1 << 16;

  private final Selector selector;
  private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER);

  /** What one connection was told, as far as it counts. */
  private static final class Ear {
    private final StringBuilder unread = new StringBuilder();
    private int told;

    void hear(String text, String event) {
      unread.append(text);
      for (int at = unread.indexOf(event); at >= 0; at = unread.indexOf(event)) {
        told++;
        unread.delete(0, at + event.length());
      }
      unread.delete(0, Math.max(0, unread.length() - event.length()));
    }
  }

  private Audience(Selector selector) {
    this.selector = selector;
  }

  /** All are connected, and their stream has begun. */
  static Audience of(URI service, String study, int size) {
    try {
      var audience = new Audience(Selector.open());
      var request =
          "GET /api/v1/studies/%s/events HTTP/1.1\r\nHost: %s\r\n\r\n"
              .formatted(study, service.getAuthority())
              .getBytes(StandardCharsets.US_ASCII);
      for (int i = 0; i < size; i++) {
        var line = SocketChannel.open(new InetSocketAddress(service.getHost(), service.getPort()));
        line.write(ByteBuffer.wrap(request));
        line.configureBlocking(false);
        line.register(audience.selector, SelectionKey.OP_READ, new Ear());
      }
      audience.awaitAllTold("event: study", 1);
      audience.selector.keys().forEach(key -> ((Ear) key.attachment()).told = 0);
      return audience;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Waits until each was told so many of these events.
   *
   * @param event as it stands in the stream
   */
  void awaitAllTold(String event, int times) {
    var end = System.nanoTime() + PATIENCE.toNanos();
    while (missing(times) > 0) {
      if (System.nanoTime() - end > 0) {
        throw new IllegalStateException(
            "%d of %d listeners were not told".formatted(missing(times), selector.keys().size()));
      }
      read(event);
    }
  }

  private long missing(int times) {
    return selector.keys().stream().filter(key -> ((Ear) key.attachment()).told < times).count();
  }

  private void read(String event) {
    try {
      selector.select(key -> read(key, event), 100);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void read(SelectionKey key, String event) {
    try {
      buffer.clear();
      if (((SocketChannel) key.channel()).read(buffer) < 0) {
        throw new IllegalStateException("The service ended a stream of events");
      }
      var text = StandardCharsets.ISO_8859_1.decode(buffer.flip()).toString();
      ((Ear) key.attachment()).hear(text, event);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      for (var key : selector.keys()) {
        key.channel().close();
      }
      selector.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
