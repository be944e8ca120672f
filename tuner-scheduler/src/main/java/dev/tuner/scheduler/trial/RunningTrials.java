package dev.tuner.scheduler.trial;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Running trials of a study as they are stored. Each is only looked at; who changes one changes a
 * copy. Their leases are renewed without the study's row, so that nothing is known of those.
 */
final class RunningTrials {
  private final Map<UUID, Known> trials = new HashMap<>();
  private boolean all;

  /** A trial and its row. */
  record Known(Trial trial, TrialRow row) {}

  Optional<Known> find(UUID id) {
    return Optional.ofNullable(trials.get(id));
  }

  Collection<Known> all() {
    return trials.values();
  }

  /** Whether no other trial of the study runs. */
  boolean areAll() {
    return all;
  }

  void nowAll() {
    all = true;
  }

  /** The trial is stored so. */
  void now(Trial trial, TrialRow row) {
    if (trial.state() == TrialState.RUNNING) {
      trials.put(trial.id(), new Known(trial, row));
    } else {
      trials.remove(trial.id());
    }
  }

  int size() {
    return trials.size();
  }
}
