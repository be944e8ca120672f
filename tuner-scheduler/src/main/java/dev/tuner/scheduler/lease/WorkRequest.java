package dev.tuner.scheduler.lease;

import dev.tuner.scheduler.study.Resources;
import dev.tuner.scheduler.worker.Allotment;
import dev.tuner.scheduler.worker.GpuShare;
import dev.tuner.scheduler.worker.Offer;
import dev.tuner.scheduler.worker.Worker;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * A worker asks for trials.
 *
 * @param workerId who asks
 * @param free resources that are unused now
 * @param freeGpus what is unused of each device, by its index; empty: what the leases that it knows
 *     of leave
 * @param maxTrials how many trials it takes at most, at least 1
 * @param held the leases it knows it holds
 */
public record WorkRequest(
    UUID workerId,
    Resources free,
    Map<Integer, FreeGpu> freeGpus,
    int maxTrials,
    Set<LeaseRef> held) {

  /**
   * @param part from 0 to 1
   */
  public record FreeGpu(double part, long memoryBytes) {}

  /**
   * What may be given to the worker.
   *
   * @param known what it holds under the leases that it knows of
   */
  Offer offer(Worker worker, Collection<Allotment> known) {
    var all = worker.offer();
    if (!freeGpus.isEmpty()) {
      return new Offer(free.cpu(), all.gpus().stream().map(this::told).toList(), all.labels());
    }
    for (var allotment : known) {
      all = all.minus(allotment);
    }
    return new Offer(free.cpu(), atMost(free.gpu(), all.gpus()), all.labels());
  }

  private GpuShare told(GpuShare all) {
    var told = freeGpus.getOrDefault(all.gpu().index(), new FreeGpu(0, 0));
    return new GpuShare(
        all.gpu(),
        Math.min(all.free(), told.part()),
        Math.min(all.gpu().memoryBytes(), told.memoryBytes()));
  }

  /** Of these devices, the first ones first, no more than the amount. */
  private static List<GpuShare> atMost(double amount, List<GpuShare> gpus) {
    var left = amount;
    var some = new ArrayList<GpuShare>();
    for (var share : gpus) {
      var part = Math.min(share.free(), left);
      some.add(new GpuShare(share.gpu(), part, share.freeMemory()));
      left -= part;
    }
    return some;
  }
}
