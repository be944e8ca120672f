package dev.tuner.runner.training;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
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

  private final Engine engine;
  private final Examples examples;
  private final Evaluation evaluation;
  private final TrainingPlan plan;
  private final UpdateRule rule;
  private final LongSupplier nanoTime;

  private final RandomStreams random;
  private final EpochOrder order;
  private final GradientAccumulator gradients;
  private final float[] parameters;
  private DataPosition position = new DataPosition(0, 0);
  private long step;
  private long optimizerStep;
  private long skippedSteps;

  /**
   * @param setup what to train, on what, and how
   * @param random all randomness of this run
   * @param nanoTime a clock for throughput; no influence on the training
   */
  public TrainingLoop(Setup setup, RandomStreams random, LongSupplier nanoTime) {
    this.engine = setup.engine();
    this.examples = setup.examples();
    this.evaluation = setup.evaluation();
    this.plan = setup.plan();
    this.rule = setup.rule();
    this.nanoTime = nanoTime;
    this.random = random;
    this.order = new EpochOrder(examples.count(), random);
    this.gradients = new GradientAccumulator(engine.layout().length());
    this.parameters = engine.initialParameters(random.of(RandomStreams.Purpose.INITIALISATION, 0));
  }

  /** What to train, on what, and how. */
  public record Setup(
      Engine engine,
      Examples examples,
      Evaluation evaluation,
      TrainingPlan plan,
      UpdateRule rule) {}

  /** Trains until the plan's end or until {@code observer} says to end. */
  public void run(Observer observer) throws IOException, InterruptedException {
    engine.useParameters(parameters);
    var progress = new IntervalProgress(nanoTime);
    while (optimizerStep < plan.lastOptimizerStep()) {
      optimizerStep(progress);
      if (plan.evaluatesAfter(optimizerStep)) {
        step++;
        if (!observer.evaluated(step, metrics(progress))) {
          return;
        }
        progress = new IntervalProgress(nanoTime);
      }
    }
  }

  private void optimizerStep(IntervalProgress progress) {
    int begin = position.offset();
    int end = Math.min(examples.count(), begin + plan.effectiveBatch());
    int[] indexes = order.of(position.epoch());
    double loss = 0;
    gradients.clear();
    for (int from = begin; from < end; from += plan.batchSize()) {
      var batch = examples.batch(indexes, from, Math.min(end, from + plan.batchSize()));
      loss += gradients.add(engine, batch, end - begin, rule.scaler().scale(), noiseSeed(from));
    }
    if (rule.apply(engine.layout(), gradients, parameters, optimizerStep)) {
      engine.useParameters(parameters);
    } else {
      skippedSteps++;
    }
    progress.add(loss, end - begin);
    position = position.after(end - begin, examples.count());
    optimizerStep++;
  }

  private long noiseSeed(int offset) {
    long examplesSeen = position.epoch() * examples.count() + offset;
    return random.seedOf(RandomStreams.Purpose.NOISE, examplesSeen);
  }

  private Map<String, Double> metrics(IntervalProgress progress) {
    var metrics = new LinkedHashMap<String, Double>();
    progress.addTo(metrics); // first: throughput is that of training alone
    metrics.putAll(evaluation.of(engine));
    metrics.put("learning_rate", rule.learningRate().at(optimizerStep - 1));
    metrics.put("loss_scale", rule.scaler().scale());
    metrics.put("skipped_steps", (double) skippedSteps);
    metrics.put("epoch", position.epoch() + (double) position.offset() / examples.count());
    return metrics;
  }

  /** The live state, between optimizer steps: to be written before training goes on. */
  public TrainingState state() {
    return new TrainingState(
        random.seed(),
        step,
        optimizerStep,
        skippedSteps,
        position,
        rule.scaler().state(),
        rule.optimizer().state(),
        parameters);
  }

  /**
   * Continues from a checkpoint of the same network, data, optimizer and seed.
   *
   * @throws IllegalArgumentException if it is a checkpoint of another training
   */
  public void restore(TrainingState saved) {
    if (saved.seed() != random.seed()
        || saved.parameters().length != parameters.length
        || saved.position().offset() >= examples.count()) {
      throw new IllegalArgumentException(
          "the checkpoint belongs to another seed, network or data set; train from scratch");
    }
    rule.optimizer().restore(saved.optimizer());
    rule.scaler().restore(saved.scaler());
    System.arraycopy(saved.parameters(), 0, parameters, 0, parameters.length);
    position = saved.position();
    step = saved.step();
    optimizerStep = saved.optimizerStep();
    skippedSteps = saved.skippedSteps();
  }
}
