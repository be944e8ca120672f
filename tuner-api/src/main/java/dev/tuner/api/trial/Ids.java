package dev.tuner.api.trial;

import dev.tuner.scheduler.InvalidInputException;
import dev.tuner.scheduler.lease.LeaseRef;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Ids inside of request bodies. */
public final class Ids {

  private Ids() {}

  /** The trial's id, or a refusal that points at the field. */
  static UUID trial(String id, String pointer) {
    try {
      return UUID.fromString(id);
    } catch (IllegalArgumentException e) {
      var refusal =
          new InvalidInputException(
              "invalid-id", pointer, "\"%s\" is no trial id; ids are UUIDs".formatted(id));
      refusal.initCause(e);
      throw refusal;
    }
  }

  /** Leases that a worker says it holds; null counts as none. */
  public static List<LeaseRef> leases(List<dev.tuner.wire.LeaseRef> held, String pointer) {
    var leases = new ArrayList<LeaseRef>();
    for (int i = 0; held != null && i < held.size(); i++) {
      var lease = held.get(i);
      if (lease == null || lease.trialId() == null) {
        throw new InvalidInputException(
            "invalid-lease", pointer + "/" + i, "a lease needs trial_id and lease");
      }
      var id = trial(lease.trialId(), pointer + "/" + i + "/trial_id");
      leases.add(new LeaseRef(id, lease.lease()));
    }
    return leases;
  }
}
