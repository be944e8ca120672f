package dev.tuner.scheduler.metrics;

import dev.tuner.scheduler.event.ReportsCommitted;
import dev.tuner.scheduler.event.RunLost;
import dev.tuner.scheduler.event.TrialMoved;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Locale;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/** Counts what was committed. The only place that knows Micrometer. */
@Component
class SchedulerMetrics {

  private final MeterRegistry meters;
  private final Timer commits;
  private final DistributionSummary batches;

  SchedulerMetrics(MeterRegistry meters) {
    this.meters = meters;
    this.commits =
        Timer.builder("tuner.reports.commit")
            .description("From the start of a transaction that takes in reports to its commit")
            .publishPercentileHistogram()
            .register(meters);
    this.batches =
        DistributionSummary.builder("tuner.reports.batch")
            .description("Reports committed together")
            .publishPercentileHistogram()
            .register(meters);
  }

  @TransactionalEventListener
  void count(ReportsCommitted committed) {
    commits.record(committed.took());
    committed
        .decisions()
        .forEach(
            (kind, count) ->
                meters
                    .counter("tuner.reports", "decision", kind.name().toLowerCase(Locale.ROOT))
                    .increment(count));
    meters.counter("tuner.reports.refused").increment(committed.refused());
    var stored = committed.decisions().values().stream().mapToDouble(Long::doubleValue).sum();
    batches.record(stored + committed.refused());
  }

  @TransactionalEventListener
  void count(TrialMoved moved) {
    meters
        .counter("tuner.trials.moved", "state", moved.state().name().toLowerCase(Locale.ROOT))
        .increment();
  }

  @TransactionalEventListener
  void count(RunLost lost) {
    meters.counter("tuner.runs.lost").increment();
  }
}
