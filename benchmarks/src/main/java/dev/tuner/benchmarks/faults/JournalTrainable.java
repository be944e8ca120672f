package dev.tuner.benchmarks.faults;

import dev.tuner.runner.trainable.Trainable;
import dev.tuner.runner.trainable.TrainableType;
import dev.tuner.runner.trainable.TrialContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * Trains nothing, and writes down what it sends and what was acknowledged: each report carries a
 * number drawn for it alone, so that it can be found again in the database.
 */
public final class JournalTrainable implements TrainableType {

  /** The metric that the studies optimise. */
  static final String LOSS = "loss";

  /** The metric by which a report is recognised. */
  static final String MARK = "mark";

  /**
   * The name of a kind that the service knows: the workers of the run have this class later on
   * their class path than the network training of that name, and so instead of it.
   */
  @Override
  public String name() {
    return "dl4j";
  }

  @Override
  public Trainable create(Map<String, Object> settings) {
    var folder = Path.of((String) settings.get("folder"));
    var stepMillis = ((Number) settings.get("step_ms")).longValue();
    return trial -> train(trial, folder, stepMillis);
  }

  private static void train(TrialContext trial, Path folder, long stepMillis)
      throws IOException, InterruptedException {
    var start = trial.checkpoint();
    var trained = start.isPresent() ? Long.parseLong(Files.readString(start.get())) : 0;
    try (var journal = Journal.open(folder, trial.seed())) {
      for (var step = trained + 1; step <= trial.maxStep().orElseThrow(); step++) {
        TimeUnit.MILLISECONDS.sleep(stepMillis);
        if (!report(trial, step, journal)) {
          return;
        }
      }
    }
  }

  private static boolean report(TrialContext trial, long step, Journal journal)
      throws IOException, InterruptedException {
    var mark = ThreadLocalRandom.current().nextLong(1L << 53); // exact as a JSON number
    var rate = ((Number) trial.config().get("lr")).doubleValue();
    var metrics = Map.of(LOSS, Math.abs(Math.log10(rate) + 2) + 1.0 / step, MARK, (double) mark);
    var state = Long.toString(step);
    // The writer is called only for a step that will be sent.
    var sent = new boolean[1];
    var goesOn =
        trial.report(
            step,
            metrics,
            file -> {
              Files.writeString(file, state);
              journal.sent(step, mark);
              sent[0] = true;
            });
    if (sent[0]) {
      journal.acknowledged(step, mark);
    }
    return goesOn;
  }
}
