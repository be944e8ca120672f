package dev.tuner.scheduler.report;

import dev.tuner.scheduler.judge.LockedStudy;
import dev.tuner.scheduler.judge.StudyLocks;
import dev.tuner.scheduler.judge.TrialMoves;
import dev.tuner.scheduler.lease.Leases;
import dev.tuner.scheduler.trial.Trial;
import dev.tuner.scheduler.trial.Trials;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Opens batches of reports within the current transaction. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class ReportBatches {

  private final StudyLocks locks;
  private final Trials trials;
  private final Measurements measurements;
  private final Leases leases;
  private final TrialMoves moves;

  ReportBatches(
      StudyLocks locks, Trials trials, Measurements measurements, Leases leases, TrialMoves moves) {
    this.locks = locks;
    this.trials = trials;
    this.measurements = measurements;
    this.leases = leases;
    this.moves = moves;
  }

  /** Locks the studies, then loads everything that the reports are checked against. */
  ReportBatch open(List<ReportCommand> reports) {
    var ids = reports.stream().map(ReportCommand::trialId).distinct().toList();
    Map<UUID, LockedStudy> locked = new LinkedHashMap<>();
    // in id order, so that two batches never wait for each other in a circle
    trials.studiesOf(ids).stream().sorted().forEach(id -> locked.put(id, locks.lock(id)));
    var loaded =
        trials.findAllById(ids).stream().collect(Collectors.toMap(Trial::id, Function.identity()));
    var batch = new ReportBatch(locked, loaded, leases.live(ids), moves);
    measurements.at(reports).forEach(batch::known);
    return batch;
  }

  /** Stores what the batch adds; a trial that reported is alive. */
  void close(ReportBatch batch) {
    measurements.append(batch.appended());
    leases.renew(batch.appended().stream().map(Measurement::trialId).distinct().toList());
  }
}
