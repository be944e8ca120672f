package dev.tuner.search.scheduler;

import java.util.Optional;

/** How the trials of a rung are ranked; the earlier arrival first where nothing else tells. */
enum RungOrder {
  /** By their loss. O(log n). */
  BY_LOSS {
    @Override
    Place arriving(RungEntry entry, Rung rung) {
      boolean first = rung.bestWaiting().map(other -> entry.loss() < other.loss()).orElse(true);
      return new Place(entry.trial(), rung.rankIfAdded(entry.loss()), first, "");
    }

    @Override
    Optional<Place> bestWaiting(Rung rung) {
      return rung.bestWaiting().map(best -> new Place(best.trial(), best.rank(), true, ""));
    }
  },

  /** By all their losses, as {@link Fronts} says. O(n log n) for each arrival. */
  BY_FRONT {
    @Override
    Place arriving(RungEntry entry, Rung rung) {
      return rung.fronts().with(entry).place(entry.trial());
    }

    @Override
    Optional<Place> bestWaiting(Rung rung) {
      return rung.fronts().bestWaiting();
    }
  };

  /** The place that a trial gets which is not in the rung yet. */
  abstract Place arriving(RungEntry entry, Rung rung);

  /** The best trial that is paused in the rung and may be promoted. */
  abstract Optional<Place> bestWaiting(Rung rung);
}
