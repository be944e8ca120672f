package dev.tuner.runner.training.recipe;

import dev.tuner.client.WireJson;
import dev.tuner.runner.trainable.InvalidTrialException;
import dev.tuner.runner.trainable.TrialContext;
import dev.tuner.runner.training.DataParallelEngine;
import dev.tuner.runner.training.Engine;
import dev.tuner.runner.training.EngineFactory;
import dev.tuner.runner.training.Evaluation;
import dev.tuner.runner.training.OutOfDeviceMemoryException;
import dev.tuner.runner.training.RandomStreams;
import dev.tuner.runner.training.TrainingCheckpoint;
import dev.tuner.runner.training.TrainingData;
import dev.tuner.runner.training.TrainingLoop;
import dev.tuner.runner.training.TrainingState;
import dev.tuner.runner.training.loss.Loss;
import dev.tuner.runner.training.network.Network;
import java.io.IOException;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What all recipes do alike once the data and the network are there: check every field, train,
 * report, and write checkpoints.
 */
final class TrainingRun {

  /** The fields it reads; a recipe adds those of its data, network and loss. */
  static final Set<String> NAMES = names();

  private final EngineFactory engines;
  private final TrialContext trial;
  private final Fields fields;
  private final RandomStreams random;

  TrainingRun(EngineFactory engines, TrialContext trial, Fields fields) {
    this.engines = engines;
    this.trial = trial;
    this.fields = fields;
    this.random = new RandomStreams(trial.seed());
  }

  private static Set<String> names() {
    var names = new TreeSet<>(LoaderFields.NAMES);
    names.addAll(PlanFields.NAMES);
    names.addAll(PrecisionFields.NAMES);
    names.addAll(UpdateFields.NAMES);
    names.addAll(FineTuneFields.NAMES);
    names.add("data_parallel");
    return Collections.unmodifiableSet(names);
  }

  /** All randomness of the run. */
  RandomStreams random() {
    return random;
  }

  /** What to train on, and how it is measured. */
  record Task(
      Network network,
      Loss loss,
      TrainingData data,
      Optional<ExtraExamples> extra,
      Evaluations evaluations) {}

  /**
   * Trains to the end, or until the trial is told to end.
   *
   * @throws InvalidTrialException if a field is wrong, or there is too little memory
   */
  void train(Task task) throws Exception {
    ModelSize.check(task.network(), fields);
    try {
      trainInMemory(task);
    } catch (OutOfMemoryError | OutOfDeviceMemoryException e) {
      throw ModelSize.of(task.network()).tooLarge(fields, e);
    }
  }

  private void trainInMemory(Task task) throws Exception {
    var plan = PlanFields.plan(fields, task.data().count(), trial.maxStep());
    var precision = PrecisionFields.precision(fields);
    var scaler = PrecisionFields.scaler(fields, precision);
    var rule = UpdateFields.rule(fields, scaler, plan.lastOptimizerStep());
    var averaging = UpdateFields.averaging(fields);
    var tuning = new FineTuneFields(fields, task.network());
    var rates = tuning.rates();
    var fresh = task.network().initial(random.of(RandomStreams.Purpose.INITIALISATION, 0));
    var initial = tuning.over(fresh);
    var job = new EngineFactory.Job(task.network(), task.loss(), precision, tuning.frozen());
    int length = task.network().parameters().length();
    int replicas = fields.whole("data_parallel", 1, 1, Math.min(64, plan.batchSize()));
    try (var loaded = LoaderFields.ahead(fields, task.data(), plan.batchSize());
        var engine = engine(job, replicas)) {
      var data = task.extra().map(extra -> extra.over(loaded)).orElse(loaded);
      var measured = task.evaluations().with(plan);
      var evaluation = task.extra().map(extra -> extra.labellingAfter(measured)).orElse(measured);
      var setup =
          new TrainingLoop.Setup(engine, data, evaluation, plan, rule.of(length, rates), averaging);
      var loop = new TrainingLoop(setup, random, System::nanoTime);
      loop.beginWith(initial);
      run(loop, engine, task, measured);
    }
  }

  private Engine engine(EngineFactory.Job job, int replicas) {
    return replicas == 1
        ? engines.create(job)
        : new DataParallelEngine(replicas, () -> engines.create(job));
  }

  /** Goes on from the trial's checkpoint, where it has one. */
  private Optional<TrainingState> resume(TrainingLoop loop, Engine engine, Task task)
      throws IOException {
    if (trial.checkpoint().isEmpty()) {
      return Optional.empty();
    }
    var saved = TrainingCheckpoint.read(trial.checkpoint().get());
    loop.restore(saved);
    task.extra().ifPresent(examples -> examples.resume(engine, saved));
    return Optional.of(saved);
  }

  private void run(TrainingLoop loop, Engine engine, Task task, Evaluation evaluation)
      throws Exception {
    var origin = Provenance.of(trial, engine, resume(loop, engine, task));
    trial.ranBy(origin.version(), origin.environment());
    var provenance = origin.json();
    var preparation = WireJson.text(task.evaluations().preparation());
    System.out.println("provenance " + provenance);
    var cost = new CheckpointCost();
    loop.run(
        (step, metrics) -> {
          System.out.println(loop.profile() + "; " + evaluation.profile());
          task.evaluations().notes().evaluated(step, metrics);
          cost.addTo(metrics);
          return trial.report(
              step,
              metrics,
              file ->
                  cost.of(
                      file,
                      () ->
                          TrainingCheckpoint.write(
                              loop.state().describedBy(provenance, preparation), file)));
        });
  }
}
