package dev.tuner.runner.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.tuner.runner.training.update.Adam;
import dev.tuner.runner.training.update.Clipping;
import dev.tuner.runner.training.update.LossScaler;
import dev.tuner.runner.training.update.Schedules;
import dev.tuner.runner.training.update.UpdateRule;
import dev.tuner.runner.training.update.WeightDecay;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingLoopTest {

  private static final long SEED = 3;

  private final Points points = new Points(22);
  private final SoftmaxRegression engine = new SoftmaxRegression();

  @TempDir private Path folder;

  @Test
  void microBatchesAndOneBigBatchTrainTheSameParameters() throws Exception {
    float[] big = parametersAfter(new TrainingPlan(8, 1, 1, 9)); // steps of 8, 8 and 6 examples
    float[] micro = parametersAfter(new TrainingPlan(2, 4, 1, 9));
    for (int i = 0; i < big.length; i++) {
      assertThat(micro[i]).isEqualTo(big[i], within(1e-6f));
    }
  }

  @Test
  void everyEpochVisitsEveryExampleOnceInAnOrderOfItsOwn() throws Exception {
    loop(engine, new TrainingPlan(4, 2, 3, 6)).run((step, metrics) -> true);
    var first = points.visited().subList(0, 22);
    var second = points.visited().subList(22, 44);
    assertThat(points.visited()).hasSize(44);
    assertThat(Set.copyOf(first)).hasSize(22);
    assertThat(Set.copyOf(second)).hasSize(22);
    assertThat(first).isNotEqualTo(second);
    assertThat(points.batchSizes()).startsWith(4, 4, 4, 4, 4, 2, 4, 4);
  }

  @Test
  void evaluatesEverySoManyOptimizerStepsAndAtTheEnd() throws Exception {
    var epochs = new ArrayList<Double>();
    var steps = new ArrayList<Long>();
    loop(engine, new TrainingPlan(11, 1, 3, 7))
        .run(
            (step, metrics) -> {
              steps.add(step);
              epochs.add(metrics.get("epoch"));
              return true;
            });
    assertThat(steps).containsExactly(1L, 2L, 3L);
    assertThat(epochs).containsExactly(1.5, 3.0, 3.5);
  }

  @Test
  void endsWhenTold() throws Exception {
    var steps = new ArrayList<Long>();
    loop(engine, new TrainingPlan(11, 1, 1, 100))
        .run((step, metrics) -> steps.add(step) && step < 4);
    assertThat(steps).containsExactly(1L, 2L, 3L, 4L);
  }

  @Test
  void skippedStepsAreCountedAndHalveTheScaleUntilGradientsFit() throws Exception {
    engine.overflowingAbove(1 << 13);
    var last = new ArrayList<Map<String, Double>>();
    loop(engine, new TrainingPlan(22, 1, 1, 5)).run((step, metrics) -> last.add(metrics));
    assertThat(last).extracting(m -> m.get("skipped_steps")).containsExactly(1., 2., 3., 3., 3.);
    assertThat(last.get(4)).containsEntry("loss_scale", 8192.0);
    assertThat(last.get(2).get("val_loss")).isEqualTo(last.get(0).get("val_loss"));
    assertThat(last.get(4).get("val_loss")).isLessThan(last.get(2).get("val_loss"));
  }

  @Test
  void resumedTrainingIsTheSameToTheLastBit() throws Exception {
    engine.overflowingAbove(1 << 15);
    var plan = new TrainingPlan(3, 2, 3, 30); // an evaluation in the middle of an epoch, too
    var whole = run(loop(engine, plan), Long.MAX_VALUE);
    var file = folder.resolve("checkpoint");
    for (long end = 1; end < 10; end++) {
      var stopped = loop(engine, plan);
      run(stopped, end);
      TrainingCheckpoint.write(stopped.state(), file);
      var resumed = loop(new SoftmaxRegression().overflowingAbove(1 << 15), plan);
      resumed.restore(TrainingCheckpoint.read(file));
      assertThat(run(resumed, Long.MAX_VALUE)).isEqualTo(whole.subList((int) end, whole.size()));
    }
  }

  @Test
  void outOfMemoryHalvesTheMicroBatchAndTrainsTheSameParameters() throws Exception {
    var plan = new TrainingPlan(8, 1, 1, 9);
    float[] roomy = parametersAfter(plan);
    var loop = loop(new SoftmaxRegression().outOfMemoryAbove(3), plan);
    var reports = run(loop, Long.MAX_VALUE);
    float[] tight = loop.state().weights().parameters();
    assertThat(tight).containsExactly(roomy, within(1e-6f));
    assertThat(reports).hasSize(9).allSatisfy(m -> assertThat(m).containsEntry("micro_batch", 2.));
    assertThat(loop.state().progress().microBatch()).isEqualTo(2);
  }

  @Test
  void failsOnlyWhenNotEvenOneExampleFits() {
    var loop = loop(new SoftmaxRegression().outOfMemoryAbove(0), new TrainingPlan(8, 1, 1, 9));
    assertThatExceptionOfType(OutOfDeviceMemoryException.class)
        .isThrownBy(() -> run(loop, Long.MAX_VALUE))
        .withMessage("1 examples do not fit");
  }

  @Test
  void theAverageOfTheWeightsIsEvaluatedAndResumedToTheLastBit() throws Exception {
    var plan = new TrainingPlan(11, 1, 1, 40);
    var averaging = new Averaging(0.1, OptionalDouble.of(0.9));
    var loop = loop(engine, plan, averaging);
    var whole = run(loop, Long.MAX_VALUE);
    var average = loop.state().average().orElseThrow();
    engine.use(average);
    var evaluation = new Points(50).evaluation();
    assertThat(whole.get(39).get("val_loss")).isEqualTo(evaluation.of(engine).get("val_loss"));
    assertThat(average.parameters()).isNotEqualTo(loop.state().weights().parameters());

    var stopped = loop(engine, plan, averaging);
    run(stopped, 13);
    var file = folder.resolve("checkpoint");
    TrainingCheckpoint.write(stopped.state(), file);
    var resumed = loop(new SoftmaxRegression(), plan, averaging);
    resumed.restore(TrainingCheckpoint.read(file));
    assertThat(run(resumed, Long.MAX_VALUE)).isEqualTo(whole.subList(13, 40));
  }

  @Test
  void refusesACheckpointOfAnotherTrial() throws Exception {
    var plan = new TrainingPlan(11, 1, 1, 2);
    var other = loop(engine, plan);
    var saved = other.state();
    var progress = new TrainingState.Progress(SEED + 1, 0, 0, 0, new DataPosition(0, 0), 11);
    var foreign =
        new TrainingState(
            progress,
            saved.scaler(),
            saved.learningRate(),
            saved.optimizer(),
            saved.weights(),
            saved.average(),
            "",
            "");
    assertThatIllegalArgumentException().isThrownBy(() -> loop(engine, plan).restore(foreign));
  }

  private float[] parametersAfter(TrainingPlan plan) throws Exception {
    var loop = loop(engine, plan);
    loop.run((step, metrics) -> true);
    return loop.state().weights().parameters();
  }

  private static List<Map<String, Double>> run(TrainingLoop loop, long end) throws Exception {
    var reports = new ArrayList<Map<String, Double>>();
    loop.run((step, metrics) -> reports.add(metrics) && step < end);
    return reports;
  }

  private TrainingLoop loop(Engine engine, TrainingPlan plan) {
    return loop(engine, plan, Averaging.USUAL);
  }

  private TrainingLoop loop(Engine engine, TrainingPlan plan, Averaging averaging) {
    var rule =
        new UpdateRule(
            LossScaler.dynamic(),
            new Clipping(1, Double.POSITIVE_INFINITY),
            new WeightDecay(0.01, true),
            new Adam(engine.network().parameters().length(), 0.9, 0.999, 1e-8),
            Schedules.cosine(0.05, 0, 100).after(5));
    var evaluation = new Points(50).evaluation();
    var random = new RandomStreams(SEED);
    var data = points.shuffled(random);
    var setup = new TrainingLoop.Setup(engine, data, evaluation, plan, rule, averaging);
    return new TrainingLoop(setup, random, () -> 0);
  }
}
