package dev.tuner.scheduler.report;

import dev.tuner.scheduler.event.ReportsCommitted;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Takes in reports: one transaction checks leases, stores measurements, judges, and moves the
 * trials.
 */
@Service
public class Reports {

  private final ReportBatches batches;
  private final ApplicationEventPublisher events;

  Reports(ReportBatches batches, ApplicationEventPublisher events) {
    this.batches = batches;
    this.events = events;
  }

  /**
   * Takes in reports that arrived together and commits them together. Each is judged on all before
   * it; one that is refused changes nothing and does not hold up the others.
   *
   * @return the outcomes, in the order of the reports
   */
  @Transactional
  public List<ReportOutcome> takeAll(List<ReportCommand> reports) {
    var start = System.nanoTime();
    var batch = batches.open(reports);
    var outcomes = reports.stream().map(batch::take).toList();
    batches.close(batch);
    events.publishEvent(committed(batch, outcomes, Duration.ofNanos(System.nanoTime() - start)));
    return outcomes;
  }

  private static ReportsCommitted committed(
      ReportBatch batch, List<ReportOutcome> outcomes, Duration took) {
    var decisions =
        batch.appended().stream()
            .collect(Collectors.groupingBy(Measurement::decision, Collectors.counting()));
    var refused = (int) outcomes.stream().filter(ReportOutcome.Refused.class::isInstance).count();
    return new ReportsCommitted(decisions, refused, took);
  }
}
