package dev.tuner.benchmarks.training;

import dev.tuner.runner.dl4j.Dl4jTrainables;
import dev.tuner.runner.training.Batch;
import dev.tuner.runner.training.Engine;
import dev.tuner.runner.training.EngineFactory;
import dev.tuner.runner.training.Gradient;
import dev.tuner.runner.training.Precision;
import dev.tuner.runner.training.RandomStreams;
import dev.tuner.runner.training.loss.CrossEntropy;
import dev.tuner.runner.training.network.Weights;
import dev.tuner.runner.training.update.Adam;
import dev.tuner.runner.training.update.Clipping;
import dev.tuner.runner.training.update.LossScaler;
import dev.tuner.runner.training.update.Schedules;
import dev.tuner.runner.training.update.UpdateRule;
import dev.tuner.runner.training.update.WeightDecay;
import java.util.Random;

/** The shortest loop around our engine: gradient, update, on one batch that lies ready. */
final class EngineAlone implements AutoCloseable {
  private final Engine engine;
  private final UpdateRule rule;
  private final Weights weights;
  private final Gradient gradient;
  private final Batch batch;
  private long step;

  EngineAlone(Model model) {
    var network = model.network();
    engine =
        Dl4jTrainables.engine(new EngineFactory.Job(network, new CrossEntropy(), Precision.FP32));
    rule =
        new UpdateRule(
            LossScaler.none(),
            Clipping.NONE,
            WeightDecay.NONE,
            new Adam(network.parameters().length(), 0.9, 0.999, 1e-8),
            Schedules.constant(0.001));
    weights = network.initial(new RandomStreams(1).of(RandomStreams.Purpose.INITIALISATION, 0));
    gradient = Gradient.of(engine);
    batch = batch();
  }

  private static Batch batch() {
    var random = new Random(1);
    var features = new float[Scale.BATCH * Images.SIDE * Images.SIDE];
    var targets = new float[Scale.BATCH * Images.CLASSES];
    for (int i = 0; i < features.length; i++) {
      features[i] = (float) random.nextGaussian();
    }
    for (int row = 0; row < Scale.BATCH; row++) {
      targets[row * Images.CLASSES + row % Images.CLASSES] = 1;
    }
    return new Batch(Scale.BATCH, features, targets);
  }

  /** Images a second over so many steps. */
  double rate(int steps) {
    long begin = System.nanoTime();
    for (int i = 0; i < steps; i++) {
      engine.use(weights);
      engine.gradient(batch, 1, step, gradient);
      rule.apply(engine.network().parameters(), gradient.values(), weights.parameters(), step++);
    }
    return steps * Scale.BATCH / ((System.nanoTime() - begin) / 1e9);
  }

  @Override
  public void close() {
    engine.close();
  }
}
