package dev.tuner.scheduler.lease;

import dev.tuner.scheduler.study.Needs;
import dev.tuner.scheduler.study.Resources;
import dev.tuner.scheduler.worker.Offer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.UUID;

/**
 * Which waiting request gets a trial of which study. The study of the highest priority goes first;
 * of those with the same, the one whose running trials hold the smallest part of all workers in
 * proportion to its weight (dominant resource fairness), then the oldest. Its trial goes where it
 * fits best, so that whole devices and large ones stay free for trials that need them; among equal
 * fits, to the request that came first.
 *
 * <p>Requests with the same to offer are looked at as one: the cost is O(requests + studies), and
 * for each trial that is given O(different offers).
 *
 * @see <a
 *     href="https://www.usenix.org/conference/nsdi11/dominant-resource-fairness-fair-allocation-multiple-resource-types">
 *     Ghodsi et al., Dominant Resource Fairness</a>
 */
final class Matching {
  private final Map<UUID, Candidate> candidates = new LinkedHashMap<>();
  private final Resources all;

  /**
   * @param all what the live workers have together
   */
  Matching(List<Candidate> candidates, Resources all) {
    candidates.forEach(candidate -> this.candidates.put(candidate.id(), candidate));
    this.all = all;
  }

  /** A study that waits for its turn. */
  private record Turn(Candidate study, double share) {
    static final Comparator<Turn> ORDER =
        Comparator.<Turn>comparingInt(turn -> -turn.study.rank().priority())
            .thenComparingDouble(Turn::share)
            .thenComparingInt(turn -> turn.study.rank().order());
  }

  private record Choice(Offer offer, Offer.Fit fit) {}

  /** As many trials as the requests can take, and promised by them: the bids in each study. */
  Map<Candidate, List<Bid>> next(Collection<Place> places) {
    var waiting = byOffer(places);
    var turns = new PriorityQueue<>(Turn.ORDER);
    candidates.values().stream()
        .filter(study -> study.room() > 0)
        .map(this::turn)
        .forEach(turns::add);
    var hopeless = new HashSet<Needs>();
    var bids = new LinkedHashMap<UUID, List<Bid>>();
    while (!turns.isEmpty() && !waiting.isEmpty()) {
      var study = turns.poll().study();
      var choice = hopeless.contains(study.needs()) ? null : choose(waiting, study.needs());
      if (choice == null) {
        hopeless.add(study.needs()); // offers only shrink from here on
        continue;
      }
      var place = take(waiting, choice);
      bids.computeIfAbsent(study.id(), id -> new ArrayList<>())
          .add(new Bid(place, choice.fit().allotment()));
      var served = study.withMore(1);
      candidates.put(study.id(), served);
      if (served.room() > 0) {
        turns.add(turn(served));
      }
    }
    Map<Candidate, List<Bid>> next = new LinkedHashMap<>();
    bids.forEach((id, those) -> next.put(candidates.get(id), those));
    return next;
  }

  /** The study has nothing more to run. */
  void exhausted(UUID studyId) {
    candidates.remove(studyId);
  }

  private Turn turn(Candidate study) {
    var each = study.needs().amount();
    var part = Math.max(part(each.cpu(), all.cpu()), part(each.gpu(), all.gpu()));
    return new Turn(study, study.running() * part / study.rank().weight());
  }

  private static double part(double amount, double all) {
    return amount == 0 ? 0 : amount / Math.max(amount, all);
  }

  private static Map<Offer, Deque<Place>> byOffer(Collection<Place> places) {
    Map<Offer, Deque<Place>> waiting = new LinkedHashMap<>();
    places.stream().filter(Place::takesMore).forEach(place -> add(waiting, place));
    return waiting;
  }

  private static void add(Map<Offer, Deque<Place>> waiting, Place place) {
    waiting.computeIfAbsent(place.free(), offer -> new ArrayDeque<>()).add(place);
  }

  private static Choice choose(Map<Offer, Deque<Place>> waiting, Needs needs) {
    Choice best = null;
    for (var offer : waiting.keySet()) {
      var fit = offer.fit(needs);
      if (fit.isPresent() && (best == null || fit.get().compareTo(best.fit()) < 0)) {
        best = new Choice(offer, fit.get());
      }
    }
    return best;
  }

  private static Place take(Map<Offer, Deque<Place>> waiting, Choice choice) {
    var equal = waiting.get(choice.offer());
    var place = equal.remove();
    if (equal.isEmpty()) {
      waiting.remove(choice.offer());
    }
    place.promise(choice.fit().allotment());
    if (place.takesMore()) {
      add(waiting, place);
    }
    return place;
  }
}
