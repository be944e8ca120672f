package dev.tuner.scheduler.trial;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Running trials of a study as their rows and measurements have them. Each is only looked at; who
 * changes one changes a copy. Their leases are renewed without the study's row, so that nothing is
 * known of those.
 */
final class RunningTrials {
  private final Map<UUID, Trial> trials = new HashMap<>();
  private final Set<UUID> behind = new HashSet<>();
  private boolean all;

  Optional<Trial> find(UUID id) {
    return Optional.ofNullable(trials.get(id));
  }

  Collection<Trial> all() {
    return trials.values();
  }

  /** Whether no other trial of the study runs. */
  boolean areAll() {
    return all;
  }

  void nowAll() {
    all = true;
  }

  /** Those whose rows are behind their measurements. */
  Set<UUID> behind() {
    return behind;
  }

  /** The trial is stored so. */
  void now(Trial trial) {
    if (trial.isMeasured()) {
      behind.add(trial.id());
    } else {
      behind.remove(trial.id());
    }
    if (trial.state() == TrialState.RUNNING) {
      trials.put(trial.id(), trial);
    } else {
      trials.remove(trial.id());
    }
  }

  int size() {
    return trials.size();
  }
}
