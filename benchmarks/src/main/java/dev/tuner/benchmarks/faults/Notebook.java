package dev.tuner.benchmarks.faults;

import dev.tuner.client.LeasedTrial;
import dev.tuner.client.TunerClient;
import dev.tuner.client.TunerException;
import dev.tuner.client.TunerOptions;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Trains by itself, as a notebook does: asks for trials and reports with the SDK's defaults. No
 * fault may show there but as a call that takes longer.
 */
final class Notebook implements AutoCloseable {

  private static final int SAMPLES = 6;
  private static final int STEPS = 5;
  private static final int STEP_MILLIS = 300;

  private final TunerClient patient;
  private final TunerClient client;
  private final Path journal;
  private final Thread thread = new Thread(this::run, "notebook");
  private final Set<String> refusals = new ConcurrentSkipListSet<>();
  private final AtomicInteger acknowledged = new AtomicInteger();
  private volatile boolean filling = true;

  Notebook(URI service, Path journal) {
    var options = TunerOptions.of(service);
    // Where a person would try again: to create a study, and to see whether it goes on.
    this.patient = TunerClient.connect(options.withRetry(options.reportRetry()));
    this.client = TunerClient.connect(options);
    this.journal = journal;
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  /** No further studies. */
  void finish() {
    filling = false;
  }

  /** How many of its reports were acknowledged so far. */
  int acknowledged() {
    return acknowledged.get();
  }

  /** Calls that failed; none may. */
  Set<String> refusals() {
    return refusals;
  }

  private void run() {
    try {
      for (int number = 0; filling; number++) {
        train(patient.studies().create(definition(number)).id());
      }
    } catch (TunerException | IOException e) {
      refusals.add("a notebook could not go on: " + e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // closed
    }
  }

  private void train(String studyId) throws IOException, InterruptedException {
    var study = client.study(studyId);
    for (var trials = study.ask("notebook", 1); !trials.isEmpty(); ) {
      train(trials.get(0));
      var state = patient.study(studyId).view().state();
      trials = state.equals("RUNNING") ? study.ask("notebook", 1) : List.of();
    }
  }

  private void train(LeasedTrial trial) throws IOException, InterruptedException {
    try (var run = Journal.open(journal, trial.assignment().seed())) {
      for (var step = trial.nextStep(); ; step++) {
        TimeUnit.MILLISECONDS.sleep(STEP_MILLIS);
        var mark = ThreadLocalRandom.current().nextLong(1L << 53);
        var metrics =
            Map.of(JournalTrainable.LOSS, 1.0 / step, JournalTrainable.MARK, (double) mark);
        run.sent(step, mark);
        var decision = trial.report(step, metrics);
        run.acknowledged(step, mark);
        acknowledged.incrementAndGet();
        if (decision.stops()) {
          return;
        }
      }
    }
  }

  private static Map<String, Object> definition(int number) {
    return Map.of(
        "name",
        "notebook-" + number,
        "metric",
        JournalTrainable.LOSS,
        "space",
        Map.of("lr", Map.of("loguniform", List.of(1e-4, 1))),
        "scheduler",
        Map.of("type", "fifo", "max_t", STEPS),
        "num_samples",
        SAMPLES,
        "max_concurrent_trials",
        1,
        "trainable",
        Map.of("type", "external"),
        "seed",
        1_000_000 + number);
  }

  @Override
  public void close() {
    thread.interrupt();
    client.close();
    patient.close();
  }
}
