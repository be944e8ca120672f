package dev.tuner.scheduler.metrics;

import dev.tuner.scheduler.OwnClock;
import dev.tuner.scheduler.metrics.Census.Numbers;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Shows the latest census as gauges. It is taken by a clock, not by a scrape: many scrapers cost
 * nothing, and a scrape is answered while the database is away, with NaN.
 */
@Component
class CensusGauges extends OwnClock {

  private static final Logger LOG = LoggerFactory.getLogger(CensusGauges.class);
  private static final List<String> OPEN = List.of("PENDING", "RUNNING", "PAUSED");

  private final Census census;
  private final MeterRegistry meters;
  private volatile Numbers latest; // null: none yet, or the database is away

  CensusGauges(Census census, MetricsProperties properties, MeterRegistry meters) {
    super("census", properties.censusEvery());
    this.census = census;
    this.meters = meters;
    for (var state : OPEN) {
      Gauge.builder("tuner.trials", this, of(now -> now.trials().getOrDefault(state, 0L)))
          .description("Open trials of studies that have not ended")
          .tag("state", state.toLowerCase(Locale.ROOT))
          .register(meters);
    }
    gauge(
        "tuner.trials.oldest.pending.seconds",
        "How long the pending trial has waited that waits longest",
        Numbers::oldestPendingSeconds);
    gauge(
        "tuner.trials.startable",
        "Trials that could start now if there were workers for them",
        Numbers::startable);
    gauge("tuner.workers", "Workers that are alive", now -> now.workers().count());
    gauge("tuner.workers.cpus", "CPUs of the workers", now -> now.workers().cpus());
    gauge("tuner.workers.gpus", "GPUs of the workers", now -> now.workers().gpus());
    gauge("tuner.workers.cpus.used", "CPUs that trials run on", now -> now.load().cpus());
    gauge("tuner.workers.gpus.used", "GPUs that trials run on", now -> now.load().gpus());
  }

  private void gauge(String name, String description, ToDoubleFunction<Numbers> number) {
    Gauge.builder(name, this, of(number)).description(description).register(meters);
  }

  private static ToDoubleFunction<CensusGauges> of(ToDoubleFunction<Numbers> number) {
    return gauges -> {
      var now = gauges.latest;
      return now == null ? Double.NaN : number.applyAsDouble(now);
    };
  }

  @Override
  protected void tick() {
    try {
      latest = census.take();
    } catch (RuntimeException e) {
      latest = null; // an old number would look like a true one
      LOG.debug("no census, another one will be taken: {}", e.toString());
    }
  }
}
