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
  private final TrainingData data;
  private final Evaluation evaluation;
  private final TrainingPlan plan;
  private final UpdateRule rule;
  private final LongSupplier nanoTime;

  private final RandomStreams random;
  private final GradientAccumulator gradients;
  private final float[] parameters;
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
    this.nanoTime = nanoTime;
    this.random = random;
    this.gradients = new GradientAccumulator(engine.layout().length());
    this.parameters = engine.initialParameters(random.of(RandomStreams.Purpose.INITIALISATION, 0));
  }

  /** What to train, on what, and how. */
  public record Setup(
      Engine engine,
      TrainingData data,
      Evaluation evaluation,
      TrainingPlan plan,
      UpdateRule rule) {}

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
    engine.useParameters(parameters);
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
    int begin = position.offset();
    int end = Math.min(data.count(), begin + plan.effectiveBatch());
    double loss = 0;
    gradients.clear();
    for (int from = begin; from < end; from += plan.batchSize()) {
      int to = Math.min(end, from + plan.batchSize());
      var batch = data.batch(position.epoch(), from, to);
      loss += gradients.add(engine, batch, end - begin, rule.scaler().scale(), noiseSeed(from));
    }
    if (rule.apply(engine.layout(), gradients, parameters, optimizerStep)) {
      engine.useParameters(parameters);
    } else {
      skippedSteps++;
    }
    progress.add(loss, end - begin);
    position = position.after(end - begin, data.count());
    optimizerStep++;
  }

  private long noiseSeed(int offset) {
    long examplesSeen = position.epoch() * data.count() + offset;
    return random.seedOf(RandomStreams.Purpose.NOISE, examplesSeen);
  }

  private Map<String, Double> metrics(IntervalProgress progress)
      throws IOException, InterruptedException {
    var metrics = new LinkedHashMap<String, Double>();
    profile = progress.addTo(metrics); // first: throughput is that of training alone
    metrics.putAll(evaluation.of(engine));
    metrics.put("learning_rate", rule.learningRate().at(optimizerStep - 1));
    metrics.put("loss_scale", rule.scaler().scale());
    metrics.put("skipped_steps", (double) skippedSteps);
    metrics.put("epoch", position.epoch() + (double) position.offset() / data.count());
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
        || saved.position().offset() >= data.count()) {
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
