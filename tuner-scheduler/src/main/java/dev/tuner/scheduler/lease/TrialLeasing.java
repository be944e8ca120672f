package dev.tuner.scheduler.lease;

import dev.tuner.scheduler.commit.Errand;
import dev.tuner.scheduler.commit.GroupCommit;
import dev.tuner.scheduler.event.TrialMoved;
import dev.tuner.scheduler.judge.LockedStudy;
import dev.tuner.scheduler.lease.StudiesWithWork.Held;
import dev.tuner.scheduler.study.Needs;
import dev.tuner.scheduler.trial.Trial;
import dev.tuner.scheduler.worker.Allotment;
import dev.tuner.scheduler.worker.Worker;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;

/** Gives trials of one study to workers. */
@Service
public class TrialLeasing {
  private final NextTrial next;
  private final LeaseGrants grants;
  private final StudiesWithWork studies;
  private final GroupCommit door;
  private final ApplicationEventPublisher events;

  TrialLeasing(
      NextTrial next,
      LeaseGrants grants,
      StudiesWithWork studies,
      GroupCommit door,
      ApplicationEventPublisher events) {
    this.studies = studies;
    this.next = next;
    this.grants = grants;
    this.door = door;
    this.events = events;
  }

  /**
   * Trials that were leased.
   *
   * @param gone requests at which their workers wait no longer: nothing was leased for them
   */
  record Leasing(List<LeasedTrial> trials, List<Place> gone) {
    static final Leasing NONE = new Leasing(List.of(), List.of());
  }

  /**
   * Trials of the study for these bids, one for each; fewer when the study has nothing more to run
   * now, none when its trials need something else by now.
   *
   * @return the leased trials, in the order of the bids that are not gone
   */
  CompletableFuture<Leasing> lease(UUID studyId, Needs needs, List<Bid> bids) {
    return door.run(
        new Errand<>(
            studyId,
            List.of(),
            locked ->
                locked.study().claim().each().equals(needs)
                    ? leaseEach(locked, bids)
                    : Leasing.NONE));
  }

  /**
   * Trials for one who trains by itself: first those it has open, under the leases they have, then
   * new ones.
   *
   * @param allowed refuses studies that give no trials to those who ask
   */
  CompletableFuture<List<LeasedTrial>> ask(
      UUID studyId, Worker client, int count, Consumer<LockedStudy> allowed) {
    return door.run(
        new Errand<>(
            studyId,
            List.of(),
            locked -> {
              allowed.accept(locked);
              var trials = again(locked, client, grants.heldBy(studyId, client.id(), count));
              while (trials.size() < count) {
                var trial = next.in(locked);
                if (trial.isEmpty()) {
                  break;
                }
                trials.add(lease(locked, trial.get(), client, ofItsOwn(locked)));
              }
              return trials;
            }));
  }

  /** Those of these trials that the worker still holds, under the leases they have. */
  CompletableFuture<Leasing> handAgain(UUID studyId, Worker worker, List<Held> held) {
    return door.run(
        new Errand<>(
            studyId,
            held.stream().map(Held::trialId).toList(),
            locked -> {
              var again = new ArrayList<LeasedTrial>();
              for (var each : held) {
                grants
                    .stillHeld(each.trialId(), worker.id())
                    .map(trial -> grants.describe(locked, trial, each.allotment()))
                    .ifPresent(again::add);
              }
              return new Leasing(again, List.of());
            }));
  }

  private List<LeasedTrial> again(LockedStudy locked, Worker client, List<UUID> trials) {
    var held = new ArrayList<LeasedTrial>();
    for (var id : trials) {
      grants
          .stillHeld(id, client.id())
          .ifPresent(trial -> held.add(grants.describe(locked, trial, ofItsOwn(locked))));
    }
    return held;
  }

  /** Who trains by itself looks after its machine. */
  private static Allotment ofItsOwn(LockedStudy locked) {
    return Allotment.of(locked.study().resources());
  }

  private Leasing leaseEach(LockedStudy locked, List<Bid> bids) {
    if (next.in(locked).isEmpty()) {
      return Leasing.NONE;
    }
    var gone = studies.goneOf(bids.stream().map(Bid::place).distinct().toList());
    var leased = new ArrayList<LeasedTrial>();
    for (var bid : bids) {
      if (!gone.contains(bid.place())) {
        var trial = next.in(locked);
        if (trial.isEmpty()) {
          break;
        }
        leased.add(lease(locked, trial.get(), bid.place().worker(), bid.allotment()));
      }
    }
    return new Leasing(leased, gone);
  }

  private LeasedTrial lease(LockedStudy locked, Trial trial, Worker worker, Allotment allotment) {
    grants.grant(locked, trial, worker, allotment);
    locked.study().touch();
    events.publishEvent(
        new TrialMoved(locked.study().id(), trial.id(), trial.state(), trial.reason()));
    return grants.describe(locked, trial, allotment);
  }
}
