package dev.tuner.benchmarks.faults;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A load balancer on a bad network: spreads connections over the instances that answer, and slows
 * them down, cuts them, and delivers requests twice when told to.
 */
final class Door implements AutoCloseable {

  private static final int CONNECT_MILLIS = 1_000;

  private final ServerSocket door;
  private final List<Integer> ports;
  private final AtomicInteger turn = new AtomicInteger();
  private final Set<Connection> open = ConcurrentHashMap.newKeySet();
  private final ExecutorService threads = Executors.newCachedThreadPool(Door::daemon);
  private volatile long delayMillis;
  private volatile boolean twice;
  private final Queue<String> conflicts = new ConcurrentLinkedQueue<>();
  private final AtomicInteger repeated = new AtomicInteger();

  /**
   * @param ports of the instances, on this machine
   */
  Door(List<Integer> ports) throws IOException {
    this.ports = List.copyOf(ports);
    this.door = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
    threads.execute(this::acceptAll);
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + door.getLocalPort());
  }

  /** Every packet takes this long from now on. */
  void slow(long millis) {
    delayMillis = millis;
  }

  /** Requests reach an instance a second time, later and on another connection, from now on. */
  void deliverTwice(boolean wanted) {
    twice = wanted;
  }

  /** How many requests were delivered twice. */
  int repeated() {
    return repeated.get();
  }

  /** Cuts every connection, wherever its request or answer is. */
  int cut() {
    var cut = List.copyOf(open);
    cut.forEach(Connection::close);
    return cut.size();
  }

  /** First lines of the requests that were answered with 409. */
  List<String> conflicts() {
    return List.copyOf(conflicts);
  }

  void answered(String requestLine, int status) {
    if (status == 409) {
      conflicts.add(requestLine.replace(" HTTP/1.1", ""));
    }
  }

  void closed(Connection connection) {
    open.remove(connection);
  }

  void pass() {
    if (delayMillis > 0) {
      try {
        TimeUnit.MILLISECONDS.sleep(delayMillis);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  void requested(byte[] request) {
    if (twice) {
      threads.execute(() -> repeat(request));
    }
  }

  private void repeat(byte[] request) {
    try (var server = connect()) {
      TimeUnit.MILLISECONDS.sleep(200);
      server.setSoTimeout(2_000);
      server.getOutputStream().write(request);
      repeated.incrementAndGet();
      server.getInputStream().read(new byte[65_536]);
    } catch (IOException e) {
      return; // nobody waits for this answer
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void acceptAll() {
    while (!door.isClosed()) {
      try {
        var client = door.accept();
        threads.execute(() -> serve(client));
      } catch (IOException e) {
        return; // closed
      }
    }
  }

  private void serve(Socket client) {
    try {
      var connection = new Connection(this, client, connect());
      open.add(connection);
      threads.execute(connection::passAnswers);
      connection.passRequests();
    } catch (IOException e) {
      Connection.close(client); // no instance answers
    }
  }

  private Socket connect() throws IOException {
    var first = turn.getAndIncrement();
    for (int i = 0; i < ports.size(); i++) {
      var server = new Socket();
      try {
        var port = ports.get(Math.floorMod(first + i, ports.size()));
        server.connect(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_MILLIS);
        return server;
      } catch (IOException e) {
        server.close();
      }
    }
    throw new IOException("no instance answers");
  }

  @Override
  public void close() throws IOException {
    door.close();
    cut();
    threads.shutdownNow();
  }

  private static Thread daemon(Runnable work) {
    var thread = new Thread(work, "door");
    thread.setDaemon(true);
    return thread;
  }
}
