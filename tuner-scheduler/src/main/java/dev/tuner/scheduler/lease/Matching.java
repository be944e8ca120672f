package dev.tuner.scheduler.lease;

import dev.tuner.scheduler.lease.StudiesWithWork.Candidate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Which waiting request gets a trial of which study: in the order of their arrival, each from the
 * study with the fewest running trials among those that fit, so that studies share the workers
 * fairly.
 */
final class Matching {
  private final Map<UUID, Candidate> candidates = new LinkedHashMap<>();

  Matching(List<Candidate> candidates) {
    candidates.forEach(candidate -> this.candidates.put(candidate.id(), candidate));
  }

  /** One more trial for each request that still takes one: the requests of each study. */
  Map<Candidate, List<Place>> next(Collection<Place> places) {
    Map<UUID, List<Place>> chosen = new LinkedHashMap<>();
    for (var place : places) {
      if (candidates.values().stream().noneMatch(candidate -> candidate.room() > 0)) {
        break;
      }
      var study = choose(place);
      if (study.isPresent()) {
        candidates.put(study.get().id(), study.get().withOneMore());
        chosen.computeIfAbsent(study.get().id(), id -> new ArrayList<>()).add(place);
      }
    }
    Map<Candidate, List<Place>> next = new LinkedHashMap<>();
    chosen.forEach((id, those) -> next.put(candidates.get(id), those));
    return next;
  }

  /** The study has nothing more to run. */
  void exhausted(UUID studyId) {
    candidates.remove(studyId);
  }

  private Optional<Candidate> choose(Place place) {
    Candidate best = null;
    for (var candidate : candidates.values()) {
      if (candidate.room() > 0
          && place.takes(candidate.resources())
          && (best == null || candidate.running() < best.running())) {
        best = candidate;
      }
    }
    return Optional.ofNullable(best);
  }
}
