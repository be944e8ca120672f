package dev.tuner.scheduler.lease;

import dev.tuner.scheduler.TunerException;
import dev.tuner.scheduler.lease.StudiesWithWork.Candidate;
import dev.tuner.scheduler.lease.StudiesWithWork.Held;
import dev.tuner.scheduler.worker.WorkerNotFoundException;
import dev.tuner.scheduler.worker.WorkerRegistry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Finds trials for all waiting requests at once: one look at the studies, and one errand for each
 * study that gives some. Used by one thread.
 */
@Component
class WorkFinder {
  private static final Logger LOG = LoggerFactory.getLogger(WorkFinder.class);

  private final StudiesWithWork studies;
  private final TrialLeasing leasing;
  private final WorkerRegistry workers;
  private Map<UUID, Long> emptyAtVersion = new HashMap<>();

  WorkFinder(StudiesWithWork studies, TrialLeasing leasing, WorkerRegistry workers) {
    this.workers = workers;
    this.studies = studies;
    this.leasing = leasing;
  }

  /** Gives each request what it takes: what was lost on the way to its worker first. */
  void serve(Collection<Place> places) {
    handAgain(places.stream().filter(Place::isNew).toList());
    var open = places.stream().filter(Place::isOpen).toList();
    var matching = new Matching(candidates());
    for (var next = matching.next(open); !next.isEmpty(); next = matching.next(open)) {
      lease(next, matching);
    }
  }

  /** Trials that a worker holds by the books and does not know of: the reply was lost. */
  private void handAgain(List<Place> places) {
    if (places.isEmpty()) {
      return;
    }
    var held = studies.heldBy(places.stream().map(place -> place.worker().id()).toList());
    for (var place : places) {
      if (!held.containsKey(place.worker().id())) {
        workers.forget(place.worker());
        place.refuse(new WorkerNotFoundException(place.worker().id()));
        continue;
      }
      handAgain(place, held.get(place.worker().id()));
    }
  }

  private void handAgain(Place place, List<Held> held) {
    Map<UUID, List<UUID>> lost = new LinkedHashMap<>();
    for (Held each : held) {
      if (!place.knows(each.trialId())) {
        lost.computeIfAbsent(each.studyId(), id -> new ArrayList<>()).add(each.trialId());
      }
    }
    var isSure = true;
    for (var study : lost.entrySet()) {
      isSure &= handAgain(place, study.getKey(), study.getValue());
    }
    if (isSure) {
      place.looked();
    }
  }

  /** False when the study could not be asked now. */
  private boolean handAgain(Place place, UUID study, List<UUID> trials) {
    try {
      leasing.handAgain(study, place.worker(), trials).join().stream()
          .filter(again -> place.takes(again.study().resources()))
          .forEach(place::give);
      return true;
    } catch (CompletionException e) {
      LOG.warn("study {} hands no trials again now: {}", study, e.getCause().toString());
      return e.getCause() instanceof TunerException;
    }
  }

  private List<Candidate> candidates() {
    var all = studies.candidates();
    Map<UUID, Long> stillEmpty = new HashMap<>();
    var hopeful = new ArrayList<Candidate>();
    for (var candidate : all) {
      if (Long.valueOf(candidate.version()).equals(emptyAtVersion.get(candidate.id()))) {
        stillEmpty.put(candidate.id(), candidate.version());
      } else {
        hopeful.add(candidate);
      }
    }
    emptyAtVersion = stillEmpty;
    return hopeful;
  }

  private void lease(Map<Candidate, List<Place>> next, Matching matching) {
    var leases = new LinkedHashMap<Candidate, CompletableFuture<List<LeasedTrial>>>();
    next.forEach(
        (study, places) ->
            leases.put(
                study, leasing.lease(study.id(), places.stream().map(Place::worker).toList())));
    leases.forEach(
        (study, leased) -> {
          var places = next.get(study);
          var trials = trials(study, leased);
          for (int i = 0; i < trials.size(); i++) {
            places.get(i).give(trials.get(i));
          }
          if (trials.size() < places.size()) {
            matching.exhausted(study.id());
          }
          if (trials.isEmpty()) {
            emptyAtVersion.put(study.id(), study.version());
          }
        });
  }

  private static List<LeasedTrial> trials(
      Candidate study, CompletableFuture<List<LeasedTrial>> leased) {
    try {
      return leased.join();
    } catch (CompletionException e) {
      LOG.warn("study {} gives no trials now: {}", study.id(), e.getCause().toString());
      return List.of();
    }
  }
}
