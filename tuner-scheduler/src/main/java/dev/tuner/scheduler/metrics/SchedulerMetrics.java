package dev.tuner.scheduler.metrics;

import dev.tuner.scheduler.event.CheckpointStored;
import dev.tuner.scheduler.event.CheckpointsDeleted;
import dev.tuner.scheduler.event.ReportsCommitted;
import dev.tuner.scheduler.event.RunLost;
import dev.tuner.scheduler.event.TrialMoved;
import dev.tuner.scheduler.trial.TrialState;
import dev.tuner.search.scheduler.Decision;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/** Counts what was committed. The only place that knows Micrometer. */
@Component
class SchedulerMetrics {

  private final Map<Decision.Kind, Counter> reports = new EnumMap<>(Decision.Kind.class);
  private final Map<TrialState, Counter> moves = new EnumMap<>(TrialState.class);
  private final Counter refused;
  private final Counter lost;
  private final Timer commits;
  private final DistributionSummary batches;
  private final Timer uploads;
  private final Counter uploaded;
  private final Counter deleted;

  /** Every meter is there from the start, so that a rate of it is 0 and not nothing. */
  SchedulerMetrics(MeterRegistry meters) {
    for (var kind : Decision.Kind.values()) {
      reports.put(kind, meters.counter("tuner.reports", "decision", lower(kind)));
    }
    for (var state : TrialState.values()) {
      moves.put(state, meters.counter("tuner.trials.moved", "state", lower(state)));
    }
    refused = meters.counter("tuner.reports.refused");
    lost = meters.counter("tuner.runs.lost");
    commits =
        timer(
                "tuner.reports.commit",
                "From the start of a transaction that takes in reports to its commit")
            .register(meters);
    batches =
        DistributionSummary.builder("tuner.reports.batch")
            .description("Reports committed together")
            .publishPercentileHistogram()
            .register(meters);
    uploads =
        timer("tuner.checkpoints.upload", "From the first byte of a checkpoint to its commit")
            .register(meters);
    uploaded = Counter.builder("tuner.checkpoints.uploaded").baseUnit("bytes").register(meters);
    deleted = meters.counter("tuner.checkpoints.deleted");
  }

  private static Timer.Builder timer(String name, String description) {
    return Timer.builder(name).description(description).publishPercentileHistogram();
  }

  private static String lower(Enum<?> word) {
    return word.name().toLowerCase(Locale.ROOT);
  }

  @TransactionalEventListener
  void count(ReportsCommitted committed) {
    commits.record(committed.took());
    committed
        .decisions()
        .forEach((kind, count) -> reports.get(kind).increment(count.doubleValue()));
    refused.increment(committed.refused());
    var stored = committed.decisions().values().stream().mapToDouble(Long::doubleValue).sum();
    batches.record(stored + committed.refused());
  }

  @TransactionalEventListener
  void count(TrialMoved moved) {
    moves.get(moved.state()).increment();
  }

  @TransactionalEventListener
  void count(RunLost run) {
    lost.increment();
  }

  @EventListener
  void count(CheckpointStored stored) {
    uploads.record(stored.took());
    uploaded.increment((double) stored.bytes());
  }

  @EventListener
  void count(CheckpointsDeleted gone) {
    deleted.increment(gone.count());
  }
}
