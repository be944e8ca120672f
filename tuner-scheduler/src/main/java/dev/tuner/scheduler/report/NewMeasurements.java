package dev.tuner.scheduler.report;

import dev.tuner.scheduler.event.ReportsCommitted;
import dev.tuner.scheduler.sql.PerTransaction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.context.ApplicationEventPublisher;

/** The measurements that one transaction adds, and those it was asked to take in again. */
final class NewMeasurements implements PerTransaction.Written {
  private static final int AFTER_TRIALS = 300;

  private final Measurements measurements;
  private final ApplicationEventPublisher events;
  private final long start = System.nanoTime();
  private final Map<Key, Measurement> known = new HashMap<>();
  private final List<Measurement> added = new ArrayList<>();
  private int addedKnown; // how many of the added ones are known
  private int refused;

  private record Key(UUID trialId, long step) {}

  NewMeasurements(Measurements measurements, ApplicationEventPublisher events) {
    this.measurements = measurements;
    this.events = events;
  }

  /** Loads what is stored of these reports' steps. */
  void lookUp(List<ReportCommand> reports) {
    if (!reports.isEmpty()) {
      measurements.at(reports).forEach(this::know);
    }
  }

  /** What was reported at a step that was looked up or added. */
  Optional<Measurement> at(UUID trialId, long step) {
    for (; addedKnown < added.size(); addedKnown++) {
      know(added.get(addedKnown));
    }
    return Optional.ofNullable(known.get(new Key(trialId, step)));
  }

  void add(Measurement measurement) {
    added.add(measurement);
  }

  void refused() {
    refused++;
  }

  private void know(Measurement measurement) {
    known.put(new Key(measurement.trialId(), measurement.step()), measurement);
  }

  @Override
  public int order() {
    return AFTER_TRIALS;
  }

  @Override
  public void write() {
    measurements.append(added);
    var decisions =
        added.stream().collect(Collectors.groupingBy(Measurement::decision, Collectors.counting()));
    var took = Duration.ofNanos(System.nanoTime() - start);
    events.publishEvent(new ReportsCommitted(decisions, refused, took));
  }
}
