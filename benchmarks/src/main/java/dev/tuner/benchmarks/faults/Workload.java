package dev.tuner.benchmarks.faults;

import dev.tuner.client.TunerClient;
import dev.tuner.client.TunerException;
import dev.tuner.client.TunerOptions;
import dev.tuner.wire.StudyView;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.TimeUnit;

/** Keeps some studies open, of all kinds in turn, as a patient user of the service would. */
final class Workload implements AutoCloseable {

  private static final int OPEN = 4; // a notebook's one among them
  private static final int SAMPLES = 9;
  private static final int MAX_CONCURRENT = 3;
  private static final int STEP_MILLIS = 150;
  private static final Set<Integer> AWAY = Set.of(0, 502, 503, 504);

  private static final List<Map<String, Object>> SCHEDULERS =
      List.of(
          Map.of("type", "asha", "variant", "promotion", "reduction_factor", 3, "max_t", 9),
          Map.of("type", "asha", "variant", "stopping", "reduction_factor", 3, "max_t", 9),
          Map.of("type", "hyperband", "reduction_factor", 3, "max_t", 9),
          Map.of("type", "fifo", "max_t", 6));

  private final TunerClient client;
  private final Path journal;
  private final Thread thread = new Thread(this::run, "workload");
  private final Map<String, String> studies = new LinkedHashMap<>();
  private final Set<String> refusals = new ConcurrentSkipListSet<>();
  private volatile boolean filling = true;
  private volatile boolean ended;

  Workload(URI service, Path journal) {
    this.client = TunerClient.connect(TunerOptions.of(service));
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

  /** Studies that have not ended, by name. */
  synchronized Set<String> open() {
    var open = new TreeSet<String>();
    studies.forEach((name, state) -> open.add(name + " " + state));
    open.removeIf(study -> study.endsWith(" COMPLETED"));
    return open;
  }

  synchronized int size() {
    return studies.size();
  }

  TunerClient client() {
    return client;
  }

  /** Answers that no patient user should get. */
  Set<String> refusals() {
    return refusals;
  }

  private void run() {
    while (!ended) {
      try {
        look();
        TimeUnit.MILLISECONDS.sleep(500);
      } catch (TunerException e) {
        if (!AWAY.contains(e.status())) {
          refusals.add("%d %s: %s".formatted(e.status(), e.code(), e.getMessage()));
        }
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private void look() {
    client.studies().stream().forEach(this::note);
    while (filling && open().size() < OPEN) {
      note(client.studies().create(definition(size())));
    }
  }

  private synchronized void note(StudyView study) {
    studies.put(study.name(), study.state());
  }

  private Map<String, Object> definition(int number) {
    return Map.ofEntries(
        Map.entry("name", "study-" + number),
        Map.entry("metric", JournalTrainable.LOSS),
        Map.entry("mode", "min"),
        Map.entry("space", Map.of("lr", Map.of("loguniform", List.of(1e-4, 1)))),
        Map.entry("search", Map.of("type", number % 2 == 0 ? "random" : "tpe")),
        Map.entry("scheduler", SCHEDULERS.get(number % SCHEDULERS.size())),
        Map.entry("num_samples", SAMPLES),
        Map.entry("max_concurrent_trials", MAX_CONCURRENT),
        Map.entry("failure", Map.of("max_retries", 100)),
        Map.entry("checkpoints", Map.of("keep_best", 2)),
        Map.entry("seed", number),
        Map.entry(
            "trainable",
            Map.of("type", "dl4j", "folder", journal.toString(), "step_ms", STEP_MILLIS)));
  }

  @Override
  public void close() {
    ended = true;
    thread.interrupt();
    client.close();
  }
}
