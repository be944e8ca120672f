package dev.tuner.scheduler.lease;

import dev.tuner.scheduler.UnavailableException;
import dev.tuner.scheduler.lease.StudiesWithWork.Held;
import dev.tuner.scheduler.lease.TrialLeasing.Leasing;
import dev.tuner.scheduler.worker.WorkerNotFoundException;
import dev.tuner.scheduler.worker.WorkerRegistry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
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
  private final Capacity capacity;
  private Map<UUID, Long> emptyAtVersion = new HashMap<>();

  WorkFinder(
      StudiesWithWork studies, TrialLeasing leasing, WorkerRegistry workers, Capacity capacity) {
    this.capacity = capacity;
    this.workers = workers;
    this.studies = studies;
    this.leasing = leasing;
  }

  /** Gives each request what it takes: what was lost on the way to its worker first. */
  void serve(Collection<Place> places) {
    begin(places.stream().filter(Place::isNew).toList());
    var open = places.stream().filter(place -> place.isOpen() && !place.isNew()).toList();
    if (open.isEmpty()) {
      return;
    }
    var matching = new Matching(candidates(), capacity.lately());
    for (var next = matching.next(open); !next.isEmpty(); next = matching.next(open)) {
      lease(next, matching);
      open = open.stream().filter(place -> place.isOpen() && !place.isNew()).toList();
    }
  }

  private void begin(List<Place> places) {
    if (places.isEmpty()) {
      return;
    }
    studies.waitAt(places);
    var held = studies.heldBy(places.stream().map(place -> place.worker().id()).toList());
    for (var place : places) {
      var ofWorker = held.get(place.worker().id());
      if (ofWorker == null) {
        workers.forget(place.worker());
        place.refuse(new WorkerNotFoundException(place.worker().id()));
      } else {
        place.begin(ofWorker);
        handAgain(place, ofWorker);
      }
    }
  }

  /** Trials that a worker holds by the books and does not know of: the reply was lost. */
  private void handAgain(Place place, List<Held> ofWorker) {
    Map<UUID, List<Held>> lost = new LinkedHashMap<>();
    for (var held : ofWorker) {
      if (!place.knows(held.trialId()) && place.takesAgain(held.allotment())) {
        place.promise(held.allotment());
        lost.computeIfAbsent(held.studyId(), id -> new ArrayList<>()).add(held);
      }
    }
    lost.forEach((study, those) -> handAgain(study, place, those));
  }

  private void handAgain(UUID study, Place place, List<Held> lost) {
    var again = join(study, start(() -> leasing.handAgain(study, place.worker(), lost)));
    if (again.isEmpty()) {
      place.lookAgain();
      return;
    }
    for (var held : lost) {
      again.get().trials().stream()
          .filter(trial -> trial.trial().id().equals(held.trialId()))
          .findFirst()
          .ifPresentOrElse(place::give, () -> place.takeBack(held.allotment()));
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

  private void lease(Map<Candidate, List<Bid>> next, Matching matching) {
    var leases = new LinkedHashMap<Candidate, CompletableFuture<Leasing>>();
    next.forEach(
        (study, bids) ->
            leases.put(study, start(() -> leasing.lease(study.id(), study.needs(), bids))));
    var doubtful = new ArrayList<Bid>();
    leases.forEach(
        (study, pending) -> {
          var bids = next.get(study);
          var leased = join(study.id(), pending);
          if (!give(bids, leased.orElse(Leasing.NONE))) {
            matching.exhausted(study.id());
          }
          if (leased.isEmpty()) {
            doubtful.addAll(bids);
          } else if (leased.get().equals(Leasing.NONE)) {
            emptyAtVersion.put(study.id(), study.version());
          }
        });
    // the database may have committed what it could not answer
    doubtful.forEach(bid -> bid.place().lookAgain());
  }

  /** Whether there was a trial for each request that is still there. */
  private static boolean give(List<Bid> bids, Leasing leased) {
    leased.gone().forEach(Place::leave);
    var trials = leased.trials().iterator();
    var enough = true;
    for (var bid : bids) {
      var isGone = leased.gone().contains(bid.place());
      if (!isGone && trials.hasNext()) {
        bid.place().give(trials.next());
      } else {
        bid.place().takeBack(bid.allotment());
        enough &= isGone;
      }
    }
    return enough;
  }

  private static CompletableFuture<Leasing> start(Supplier<CompletableFuture<Leasing>> leasing) {
    try {
      return leasing.get();
    } catch (UnavailableException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  /** What was leased; empty when nobody knows, because the study or the database is away. */
  private static Optional<Leasing> join(UUID study, CompletableFuture<Leasing> leasing) {
    try {
      return Optional.of(leasing.join());
    } catch (CompletionException e) {
      LOG.warn("study {} gives no trials now: {}", study, e.getCause().toString());
      return Optional.empty();
    }
  }
}
