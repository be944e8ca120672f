package dev.tuner.scheduler.lease;

import dev.tuner.scheduler.commit.Errand;
import dev.tuner.scheduler.commit.GroupCommit;
import dev.tuner.scheduler.event.TrialMoved;
import dev.tuner.scheduler.judge.LockedStudy;
import dev.tuner.scheduler.trial.Trial;
import dev.tuner.scheduler.worker.Worker;
import java.util.ArrayList;
import java.util.Collections;
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
  private final GroupCommit door;
  private final ApplicationEventPublisher events;

  TrialLeasing(
      NextTrial next, LeaseGrants grants, GroupCommit door, ApplicationEventPublisher events) {
    this.next = next;
    this.grants = grants;
    this.door = door;
    this.events = events;
  }

  /**
   * Trials of the study for these workers, one for each; fewer when the study has nothing more to
   * run now.
   *
   * @return the leased trials, in the order of the workers
   */
  CompletableFuture<List<LeasedTrial>> lease(UUID studyId, List<Worker> workers) {
    return door.run(new Errand<>(studyId, List.of(), locked -> leaseEach(locked, workers)));
  }

  /**
   * Trials for one who trains by itself: first those it has open, under the leases they have, then
   * new ones.
   *
   * @param open the trials that it held when it asked
   * @param allowed refuses studies that give no trials to those who ask
   */
  CompletableFuture<List<LeasedTrial>> ask(
      UUID studyId, Worker client, List<UUID> open, int count, Consumer<LockedStudy> allowed) {
    return door.run(
        new Errand<>(
            studyId,
            open,
            locked -> {
              allowed.accept(locked);
              var trials = again(locked, client, open);
              var missing = Math.max(0, count - trials.size());
              trials.addAll(leaseEach(locked, Collections.nCopies(missing, client)));
              return trials;
            }));
  }

  /** Those of these trials that the worker still holds, under the leases they have. */
  CompletableFuture<List<LeasedTrial>> handAgain(UUID studyId, Worker worker, List<UUID> trials) {
    return door.run(new Errand<>(studyId, trials, locked -> again(locked, worker, trials)));
  }

  private List<LeasedTrial> again(LockedStudy locked, Worker worker, List<UUID> trials) {
    var held = new ArrayList<LeasedTrial>();
    for (var id : trials) {
      grants
          .stillHeld(id, worker.id())
          .ifPresent(trial -> held.add(grants.describe(locked, trial)));
    }
    return held;
  }

  private List<LeasedTrial> leaseEach(LockedStudy locked, List<Worker> workers) {
    var leased = new ArrayList<LeasedTrial>();
    for (var worker : workers) {
      var trial = next.in(locked);
      if (trial.isEmpty()) {
        break;
      }
      leased.add(lease(locked, trial.get(), worker));
    }
    return leased;
  }

  private LeasedTrial lease(LockedStudy locked, Trial trial, Worker worker) {
    grants.grant(locked, trial, worker);
    locked.study().touch();
    events.publishEvent(
        new TrialMoved(locked.study().id(), trial.id(), trial.state(), trial.reason()));
    return grants.describe(locked, trial);
  }
}
