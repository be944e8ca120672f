package dev.tuner.client.local;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A service and its workers as child processes. They end when the stack is closed, and when the JVM
 * ends by itself, by Ctrl-C or by SIGTERM: the workers first, so that they can give their trials
 * back, then the service.
 */
public final class LocalStack implements AutoCloseable {
  private static final Duration READY_WITHIN = Duration.ofMinutes(3);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);

  /** How long a child may take to end before it is killed. */
  public static final Duration GRACE = Duration.ofSeconds(40);

  private final Path home;
  private final URI address;
  private final Duration grace;
  private final List<ChildProcess> services = new ArrayList<>();
  private final List<ChildProcess> workers = new ArrayList<>();
  private Runnable farewell = () -> {};
  private boolean closed;

  LocalStack(Path home, URI address, Duration grace) {
    this.home = home;
    this.address = address;
    this.grace = grace;
    Runtime.getRuntime().addShutdownHook(new Thread(this::close, "local-stack-close"));
  }

  /**
   * Starts the service, waits until it is ready, then starts the workers.
   *
   * @throws LocalStackException when the port is taken, or a child ends too early
   */
  public static LocalStack start(LocalPlan plan) throws InterruptedException {
    if (!Ports.isFree(plan.port())) {
      throw new LocalStackException(
          "Port %d is taken by another program; choose another with --port".formatted(plan.port()));
    }
    var stack = new LocalStack(plan.home(), plan.address(), GRACE);
    try {
      stack.startService(plan.service());
      stack.startWorkers(plan.runners(plan.address()));
      return stack;
    } catch (LocalStackException | InterruptedException e) {
      stack.close();
      throw e;
    }
  }

  /** Starts workers only, for a service that runs already. */
  public static LocalStack startWorkers(LocalPlan plan, URI service) {
    var stack = new LocalStack(plan.home(), service, GRACE);
    stack.startWorkers(plan.runners(service));
    return stack;
  }

  /** Where the service answers. */
  public URI address() {
    return address;
  }

  /**
   * Checks that all children run.
   *
   * @throws LocalStackException when one has ended by itself; the message holds the last lines of
   *     its log
   */
  public synchronized void requireAlive() {
    requireOpen();
    services.forEach(ChildProcess::requireAlive);
    workers.forEach(ChildProcess::requireAlive);
  }

  /** Whether the service is one of the children, and so ends with them. */
  public synchronized boolean hasService() {
    return !services.isEmpty();
  }

  /** What to do before the children are asked to end, while the service still answers. */
  public synchronized void beforeEnd(Runnable farewell) {
    this.farewell = farewell;
  }

  /**
   * Lets service and workers outlive this JVM; {@link RunningStack} finds them again. Workers that
   * were started for a service of someone else are ended all the same.
   */
  public synchronized void leaveRunning() {
    closed = !services.isEmpty();
  }

  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    try {
      farewell.run();
    } finally {
      end(workers);
      end(services);
    }
    if (!services.isEmpty()) {
      RunningStack.forget(home);
    }
  }

  void startService(Launch launch) throws InterruptedException {
    launch(launch, services);
    remember();
    awaitReady();
  }

  void startWorkers(List<Launch> launches) {
    launches.forEach(launch -> launch(launch, workers));
    remember();
  }

  private synchronized void launch(Launch launch, List<ChildProcess> children) {
    requireOpen();
    children.add(ChildProcess.start(launch));
  }

  private void requireOpen() {
    if (closed) {
      throw new LocalStackException("The service and its workers are being ended");
    }
  }

  private synchronized void remember() {
    services.forEach(
        service ->
            new RunningStack(
                    address, service.pid(), workers.stream().map(ChildProcess::pid).toList())
                .remember(home));
  }

  private void end(List<ChildProcess> children) {
    children.forEach(ChildProcess::terminate);
    children.forEach(child -> child.awaitEnd(grace));
  }

  private void awaitReady() throws InterruptedException {
    var readiness = new Readiness(address);
    long deadline = System.nanoTime() + READY_WITHIN.toNanos();
    while (!readiness.isReady()) {
      requireAlive();
      if (System.nanoTime() > deadline) {
        throw new LocalStackException(
            "The service was not ready within %d s; its log is in %s"
                .formatted(READY_WITHIN.toSeconds(), home.resolve(".tuner/logs")));
      }
      TimeUnit.NANOSECONDS.sleep(BETWEEN_LOOKS.toNanos());
    }
  }
}
