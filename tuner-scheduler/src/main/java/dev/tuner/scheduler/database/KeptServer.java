package dev.tuner.scheduler.database;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL server that is started again, at the same port, whenever its main process ends
 * although nobody stopped it here: killed, crashed, or out of memory. PostgreSQL itself recovers
 * what was committed.
 */
final class KeptServer {

  private static final Logger log = LoggerFactory.getLogger(KeptServer.class);
  private static final long PAUSE_MILLIS = 500;

  private final PostgresServer server;
  private final int port;
  private final Map<String, String> settings;
  private final Thread keeper = new Thread(this::run, "postgresql-keeper");

  KeptServer(PostgresServer server, int port, Map<String, String> settings) {
    this.server = server;
    this.port = port;
    this.settings = Map.copyOf(settings);
  }

  /** Watches the server from now on. */
  void keep() {
    keeper.setDaemon(true);
    keeper.start();
  }

  void stop() throws IOException, InterruptedException {
    keeper.interrupt();
    keeper.join();
    if (isRunning()) {
      server.stop();
    }
  }

  private void run() {
    try {
      while (true) {
        awaitEnd();
        log.error("The embedded PostgreSQL has ended unasked; starting it again on port {}", port);
        startAgain();
        log.info("The embedded PostgreSQL listens again on port {}", port);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // it is being stopped
    }
  }

  private void awaitEnd() throws InterruptedException {
    while (isRunning()) {
      TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
    }
  }

  private boolean isRunning() {
    try {
      return server.process().filter(ProcessHandle::isAlive).isPresent();
    } catch (IOException e) {
      log.warn("Cannot see whether the embedded PostgreSQL runs: {}", e.toString());
      return true;
    }
  }

  private void startAgain() throws InterruptedException {
    while (true) {
      try {
        server.stopLeftover();
        server.start(port, settings);
        return;
      } catch (IOException | DatabaseStartException e) {
        log.warn("The embedded PostgreSQL does not start yet: {}", e.getMessage());
        TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
      }
    }
  }
}
