package dev.tuner.runner.agent;

import java.net.URI;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says once that the service does not answer, and once that it does again. */
final class Outage {

  private static final Logger LOG = LoggerFactory.getLogger(Outage.class);

  private final URI server;
  private String lastProblem;

  Outage(URI server) {
    this.server = server;
  }

  /** A call failed; the same problem twice in a row is said once. */
  synchronized void failed(Exception problem) {
    if (!problem.toString().equals(lastProblem)) {
      lastProblem = problem.toString();
      LOG.warn("waiting for {}: {}", server, problem.getMessage());
    }
  }

  /** A call succeeded. */
  synchronized void over() {
    if (lastProblem != null) {
      lastProblem = null;
      LOG.info("{} answers", server);
    }
  }
}
