package dev.tuner.scheduler.lease;

import dev.tuner.scheduler.worker.WorkerRegistry;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Keeps the leases of live workers alive. */
@Service
public class Heartbeats {

  private final WorkerRegistry workers;
  private final Leases leases;

  Heartbeats(WorkerRegistry workers, Leases leases) {
    this.workers = workers;
    this.leases = leases;
  }

  /**
   * The worker is alive and holds these leases: renews them all in one statement.
   *
   * @return the leases among them that are over: expired, cancelled, or given to somebody else
   * @throws dev.tuner.scheduler.worker.WorkerNotFoundException if the worker is not registered
   */
  @Transactional
  public List<LeaseRef> beat(UUID workerId, Collection<LeaseRef> held) {
    workers.seen(workerId);
    var renewed = leases.renew(workerId, held);
    return held.stream().filter(lease -> !renewed.contains(lease)).toList();
  }
}
