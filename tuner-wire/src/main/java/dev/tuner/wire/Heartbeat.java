package dev.tuner.wire;

import java.util.List;

/** A worker is alive and runs these trials. Leases that are not listed are not renewed. */
public record Heartbeat(List<LeaseRef> leases) {

  /**
   * @param lost leases that are over (expired, cancelled, or given to another worker): abort these
   *     trials
   */
  public record Reply(List<LeaseRef> lost) {}
}
