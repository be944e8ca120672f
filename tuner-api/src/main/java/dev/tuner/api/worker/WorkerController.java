package dev.tuner.api.worker;

import dev.tuner.api.http.FrequentCall;
import dev.tuner.api.trial.Ids;
import dev.tuner.scheduler.lease.Heartbeats;
import dev.tuner.scheduler.lease.LeaseProperties;
import dev.tuner.scheduler.lease.WaitingRoom;
import dev.tuner.scheduler.lease.WorkRequest;
import dev.tuner.scheduler.view.WorkerList;
import dev.tuner.scheduler.worker.WorkerRegistry;
import dev.tuner.wire.AcquireRequest;
import dev.tuner.wire.Assignments;
import dev.tuner.wire.Heartbeat;
import dev.tuner.wire.LeaseRef;
import dev.tuner.wire.Page;
import dev.tuner.wire.WorkerSpec;
import dev.tuner.wire.WorkerView;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Workers register, acquire trials and stay alive. */
@Tag(name = "workers")
@RestController
@RequestMapping("/api/v1/workers")
class WorkerController implements FrequentCall.Controller {

  private static final int SHOWN = 1000;

  private final WorkerRegistry workers;
  private final WaitingRoom waitingRoom;
  private final Heartbeats heartbeats;
  private final WorkerList list;
  private final LeaseProperties leases;

  WorkerController(
      WorkerRegistry workers,
      WaitingRoom waitingRoom,
      Heartbeats heartbeats,
      WorkerList list,
      LeaseProperties leases) {
    this.workers = workers;
    this.waitingRoom = waitingRoom;
    this.heartbeats = heartbeats;
    this.list = list;
    this.leases = leases;
  }

  @Override
  public List<FrequentCall<?>> frequentCalls() {
    return List.of(
        new FrequentCall<>("/api/v1/workers/", ":heartbeat", Heartbeat.class, this::heartbeat));
  }

  @Operation(summary = "Register a worker")
  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  WorkerView register(@RequestBody WorkerSpec worker) {
    return WorkerJson.of(workers.register(WorkerJson.registration(worker)), leases.ttl());
  }

  @Operation(summary = "List the workers, those heard of last first")
  @GetMapping
  Page<WorkerView> list() {
    var rows = list.latest(SHOWN).stream().map(row -> WorkerJson.of(row, leases.ttl())).toList();
    return new Page<>(rows, null);
  }

  @Operation(summary = "Take trials that fit; waits while there are none")
  @PostMapping("/{id}:acquire")
  CompletableFuture<Assignments> acquire(
      @PathVariable UUID id, @RequestBody AcquireRequest request) {
    WorkerJson.requireValid(request);
    var work =
        new WorkRequest(
            id,
            WorkerJson.resources(request.free(), "/free"),
            GpuJson.free(request.freeGpus(), workers.get(id)),
            request.maxTrials(),
            new HashSet<>(Ids.leases(request.held(), "/held")));
    return waitingRoom
        .acquire(work, WorkerJson.wait(request))
        .thenApply(found -> new Assignments(found.stream().map(AssignmentJson::of).toList()));
  }

  @Operation(summary = "The worker is alive and runs these trials; answers which leases are over")
  @PostMapping("/{id}:heartbeat")
  CompletableFuture<Heartbeat.Reply> heartbeat(
      @PathVariable UUID id, @RequestBody Heartbeat heartbeat) {
    return heartbeats
        .beat(id, Ids.leases(heartbeat.leases(), "/leases"))
        .thenApply(WorkerController::reply);
  }

  private static Heartbeat.Reply reply(List<dev.tuner.scheduler.lease.LeaseRef> lost) {
    return new Heartbeat.Reply(
        lost.stream().map(ref -> new LeaseRef(ref.trialId().toString(), ref.lease())).toList());
  }
}
