package dev.tuner.runner.training.recipe;

import dev.tuner.runner.training.Batch;
import dev.tuner.runner.training.Engine;
import dev.tuner.runner.training.Evaluation;
import dev.tuner.runner.training.TrainingData;
import dev.tuner.runner.training.TrainingState;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Optional;

/**
 * Training examples beside the labelled ones, in one order with them: generated ones, then
 * unlabelled ones, which count for nothing until they have a pseudo-label. The validation items are
 * none of them.
 */
final class ExtraExamples {

  /** Which example is at a place of an epoch. */
  @FunctionalInterface
  interface Order {
    int of(long epoch, int place);
  }

  /**
   * How many there are, in their order, and how much each counts.
   *
   * @param labelled examples of the data set, each of weight 1
   */
  record Shares(int labelled, int generated, double generatedWeight, double unlabelledWeight) {}

  private final Shares shares;
  private final Order order;
  private final Optional<PseudoLabels> pseudo;
  private long step;

  ExtraExamples(Shares shares, Order order, Optional<PseudoLabels> pseudo) {
    this.shares = shares;
    this.order = order;
    this.pseudo = pseudo;
  }

  /** The same batches with the weights and pseudo-labels of the moment. */
  TrainingData over(TrainingData loaded) {
    return new TrainingData() {
      @Override
      public int count() {
        return loaded.count();
      }

      @Override
      public Batch batch(long epoch, int from, int to) throws IOException, InterruptedException {
        return complete(loaded.batch(epoch, from, to), epoch, from, loaded.count());
      }

      @Override
      public long nanosWaited() {
        return loaded.nanosWaited();
      }

      @Override
      public String advice() {
        return loaded.advice();
      }

      @Override
      public void close() {
        loaded.close();
      }
    };
  }

  private Batch complete(Batch batch, long epoch, int from, int count) {
    int width = batch.targets().length / batch.size();
    float[] targets = batch.targets().clone();
    var weights = new float[batch.size()];
    double whole = shares.labelled() + shares.generated() * shares.generatedWeight();
    whole += pseudo.map(PseudoLabels::given).orElse(0) * shares.unlabelledWeight();
    for (int row = 0; row < weights.length; row++) {
      int example = order.of(epoch, from + row);
      // So that an epoch's mean weight is 1: the step must not shrink with what does not count.
      weights[row] = (float) (weight(example, targets, row * width, width) * count / whole);
    }
    return new Batch(batch.size(), batch.features(), targets, weights);
  }

  private double weight(int example, float[] targets, int offset, int width) {
    if (example < shares.labelled()) {
      return 1;
    }
    int unlabelled = example - shares.labelled() - shares.generated();
    if (unlabelled < 0) {
      return shares.generatedWeight();
    }
    int label = pseudo.orElseThrow().of(unlabelled);
    if (label < 0) {
      return 0;
    }
    Arrays.fill(targets, offset, offset + width, 0);
    targets[offset + label] = 1;
    return shares.unlabelledWeight();
  }

  /** The same evaluation, after which the unlabelled examples get labels. */
  Evaluation labellingAfter(Evaluation evaluation) {
    return engine -> {
      var metrics = new LinkedHashMap<>(evaluation.of(engine));
      step++;
      pseudo.ifPresent(labels -> labels.renew(engine, step));
      pseudo.ifPresent(labels -> labels.addTo(metrics));
      if (shares.generated() > 0) {
        metrics.put("generated_examples", (double) shares.generated());
      }
      return metrics;
    };
  }

  /** Goes on from a checkpoint: the labels are those that its weights gave. */
  void resume(Engine engine, TrainingState saved) {
    step = saved.progress().step();
    engine.use(saved.best());
    pseudo.ifPresent(labels -> labels.renew(engine, step));
  }
}
