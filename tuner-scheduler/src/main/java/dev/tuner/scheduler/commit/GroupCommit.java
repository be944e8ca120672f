package dev.tuner.scheduler.commit;

import dev.tuner.scheduler.UnavailableException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * The door to a study's row. Whatever has arrived while the last transaction was committed is done
 * in one: the more callers come, the more of them share the cost of a commit. Studies are spread
 * over lanes, so that a busy one holds up few others.
 */
@Component
public class GroupCommit implements SmartLifecycle {
  private static final int LANES = 4;

  private final SharedTransaction transaction;
  private volatile List<Lane> lanes = List.of();

  GroupCommit(SharedTransaction transaction) {
    this.transaction = transaction;
  }

  /**
   * Hands in an errand. Its result comes after the commit; exceptionally as the refusal, or as the
   * failure of the database.
   *
   * @throws UnavailableException when too many errands are waiting already
   */
  public <T> CompletableFuture<T> run(Errand<T> errand) {
    var open = lanes;
    if (open.isEmpty()) {
      throw new UnavailableException("the service is stopping; try again");
    }
    return open.get(Math.floorMod(errand.studyId().hashCode(), open.size())).run(errand);
  }

  /** Does the errand and waits until it is committed, or throws its refusal. */
  public <T> T await(Errand<T> errand) {
    try {
      return run(errand).join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw e;
    }
  }

  @Override
  public void start() {
    lanes = IntStream.range(0, LANES).mapToObj(n -> new Lane("commit-" + n, transaction)).toList();
  }

  @Override
  public void stop() {
    var open = lanes;
    lanes = List.of();
    open.forEach(Lane::close);
  }

  @Override
  public boolean isRunning() {
    return !lanes.isEmpty();
  }

  /** Stops after the web server, so that requests under way are still answered. */
  @Override
  public int getPhase() {
    return DEFAULT_PHASE - 4096;
  }
}
