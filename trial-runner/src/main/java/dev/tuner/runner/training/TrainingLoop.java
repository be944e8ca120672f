package dev.tuner.runner.training;

import dev.tuner.runner.training.network.ParameterLayout;
import dev.tuner.runner.training.network.Weights;
import dev.tuner.runner.training.update.UpdateRule;
import dev.tuner.runner.training.update.WeightAverage;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/** Trains one network: optimizer steps, an evaluation every so many of them, until told to end. */
public final class TrainingLoop {

  /** Hears of every evaluation. */
  @FunctionalInterface
  public interface Observer {

    /** Returns false to end the training here. */
    boolean evaluated(long step, Map<String, Double> metrics)
        throws IOException, InterruptedException;
  }

  private static final double NANOS_PER_SECOND = 1e9;

  private final Engine engine;
  private final TrainingData data;
  private final Evaluation evaluation;
  private final TrainingPlan plan;
  private final UpdateRule rule;
  private final Averaging averaging;
  private final LongSupplier nanoTime;

  private final ParameterLayout parameters;
  private final ParameterLayout statistics;
  private final RandomStreams random;
  private final StepGradient gradient;
  private Weights weights;
  private Optional<WeightAverage> average;
  private DataPosition position = new DataPosition(0, 0);
  private long step;
  private long optimizerStep;
  private long skippedSteps;
  private InputProfile profile = new InputProfile(0, 0, "");

  /**
   * @param setup what to train, on what, and how
   * @param random all randomness of this run
   * @param nanoTime a clock for throughput; no influence on the training
   */
  public TrainingLoop(Setup setup, RandomStreams random, LongSupplier nanoTime) {
    this.engine = setup.engine();
    this.data = setup.data();
    this.evaluation = setup.evaluation();
    this.plan = setup.plan();
    this.rule = setup.rule();
    this.averaging = setup.averaging();
    this.nanoTime = nanoTime;
    this.parameters = engine.network().parameters();
    this.statistics = engine.network().statistics();
    this.random = random;
    this.gradient = new StepGradient(engine, data, random, plan.batchSize());
    this.weights = engine.network().initial(random.of(RandomStreams.Purpose.INITIALISATION, 0));
    this.average = newAverage();
  }

  /** What to train, on what, and how. */
  public record Setup(
      Engine engine,
      TrainingData data,
      Evaluation evaluation,
      TrainingPlan plan,
      UpdateRule rule,
      Averaging averaging) {}

  private Optional<WeightAverage> newAverage() {
    return averaging.weightsDecay().isPresent()
        ? Optional.of(new WeightAverage(weights, averaging.weightsDecay().getAsDouble()))
        : Optional.empty();
  }

  /**
   * Begins with these weights instead of random ones, and trains them in place. To be called before
   * the first step.
   */
  public void beginWith(Weights initial) {
    weights = initial;
    average = newAverage();
  }

  /** Trains until the plan's end or until {@code observer} says to end. */
  public void run(Observer observer) throws IOException, InterruptedException {
    boolean goesOn = true;
    while (goesOn && !isOver()) {
      var metrics = trainToNextEvaluation();
      goesOn = observer.evaluated(step, metrics);
    }
  }

  /** Whether the plan's last optimizer step is done. */
  public boolean isOver() {
    return optimizerStep >= plan.lastOptimizerStep();
  }

  /** Trains until the next evaluation is due, and evaluates. Not to be called when over. */
  public Map<String, Double> trainToNextEvaluation() throws IOException, InterruptedException {
    engine.use(weights);
    var progress = new IntervalProgress(nanoTime, data);
    do {
      optimizerStep(progress);
    } while (!plan.evaluatesAfter(optimizerStep));
    step++;
    return metrics(progress);
  }

  /** Where the time before the last evaluation went. */
  public InputProfile profile() {
    return profile;
  }

  private void optimizerStep(IntervalProgress progress) throws IOException, InterruptedException {
    int examples = Math.min(plan.effectiveBatch(), data.count() - position.offset());
    double loss = gradient.compute(position, examples, rule.scaler().scale());
    var outcome = rule.apply(parameters, gradient.values(), weights.parameters(), optimizerStep);
    position = position.after(examples, data.count());
    optimizerStep++;
    progress.add(loss, examples, outcome.gradientNorm());
    if (outcome.skipped()) {
      skippedSteps++;
      return;
    }
    followStatistics();
    average.ifPresent(kept -> kept.add(weights, optimizerStep - skippedSteps));
    engine.use(weights);
  }

  private void followStatistics() {
    float take = (float) averaging.statisticsMomentum();
    float[] running = weights.statistics();
    float[] seen = gradient.statistics();
    for (var block : statistics.blocks()) {
      int end = rule.layerRates().trains(block) ? block.end() : block.offset();
      for (int i = block.offset(); i < end; i++) {
        running[i] += take * (seen[i] - running[i]);
      }
    }
  }

  private Map<String, Double> metrics(IntervalProgress progress)
      throws IOException, InterruptedException {
    var metrics = new LinkedHashMap<String, Double>();
    profile = progress.addTo(metrics); // first: throughput is that of training alone
    average.ifPresent(kept -> engine.use(kept.weights()));
    long begin = nanoTime.getAsLong();
    metrics.putAll(evaluation.of(engine));
    metrics.put("evaluation_seconds", (nanoTime.getAsLong() - begin) / NANOS_PER_SECOND);
    metrics.put("learning_rate", rule.learningRate().at(optimizerStep - 1));
    rule.learningRate()
        .momentum(optimizerStep - 1)
        .ifPresent(momentum -> metrics.put("momentum", momentum));
    metrics.put("loss_scale", rule.scaler().scale());
    metrics.put("skipped_steps", (double) skippedSteps);
    metrics.put("micro_batch", (double) gradient.microBatch());
    metrics.put("epoch", position.epoch() + (double) position.offset() / data.count());
    rule.learningRate().evaluated(metrics.getOrDefault("val_loss", Double.NaN));
    return metrics;
  }

  /** The live state, between optimizer steps: to be written before training goes on. */
  public TrainingState state() {
    var progress =
        new TrainingState.Progress(
            random.seed(), step, optimizerStep, skippedSteps, position, gradient.microBatch());
    return new TrainingState(
        progress,
        rule.scaler().state(),
        rule.learningRate().state(),
        rule.optimizer().state(),
        weights,
        average.map(WeightAverage::weights),
        "",
        "");
  }

  /**
   * Continues from a checkpoint of the same network, data, optimizer and seed.
   *
   * @throws IllegalArgumentException if it is a checkpoint of another training
   */
  public void restore(TrainingState saved) {
    var progress = saved.progress();
    if (progress.seed() != random.seed()
        || progress.position().offset() >= data.count()
        || saved.average().isPresent() != average.isPresent()) {
      throw new IllegalArgumentException(
          "the checkpoint belongs to another seed, config or data set; train from scratch");
    }
    weights.set(saved.weights());
    average.ifPresent(kept -> kept.weights().set(saved.average().orElseThrow()));
    rule.optimizer().restore(saved.optimizer());
    rule.scaler().restore(saved.scaler());
    rule.learningRate().restore(saved.learningRate());
    gradient.microBatch(progress.microBatch());
    position = progress.position();
    step = progress.step();
    optimizerStep = progress.optimizerStep();
    skippedSteps = progress.skippedSteps();
  }
}
