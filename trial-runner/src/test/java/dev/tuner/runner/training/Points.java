package dev.tuner.runner.training;

import dev.tuner.runner.training.loss.CrossEntropy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Points in the plane, labelled by the side of a line they lie on; remembers who was asked for. */
final class Points {

  private final float[][] points;
  private final List<Integer> visited = new ArrayList<>();
  private final List<Integer> batchSizes = new ArrayList<>();

  Points(int count) {
    var random = new SplittableRandom(5);
    points = new float[count][2];
    for (float[] point : points) {
      point[0] = (float) random.nextDouble(-1, 1);
      point[1] = (float) random.nextDouble(-1, 1);
    }
  }

  /** Every example that was in a batch, in order. */
  List<Integer> visited() {
    return visited;
  }

  /** The size of every batch, in order. */
  List<Integer> batchSizes() {
    return batchSizes;
  }

  int count() {
    return points.length;
  }

  synchronized Batch batch(int[] order, int from, int to) {
    var features = new float[(to - from) * 2];
    var targets = new float[(to - from) * 2];
    for (int row = 0; row < to - from; row++) {
      float[] point = points[order[from + row]];
      System.arraycopy(point, 0, features, row * 2, 2);
      targets[row * 2 + (point[0] + point[1] > 0 ? 1 : 0)] = 1;
      visited.add(order[from + row]);
    }
    batchSizes.add(to - from);
    return new Batch(to - from, features, targets);
  }

  /** All of them, in an order that is new in every epoch. */
  TrainingData shuffled(RandomStreams random) {
    var order = new EpochOrder(count(), random);
    return new TrainingData() {
      @Override
      public int count() {
        return points.length;
      }

      @Override
      public Batch batch(long epoch, int from, int to) {
        return Points.this.batch(order.of(epoch), from, to);
      }
    };
  }

  /** The mean cross-entropy over all of them, as {@code val_loss}. */
  Evaluation evaluation() {
    return engine -> {
      var all = batch(IntStream.range(0, count()).toArray(), 0, count());
      float[] outputs = engine.predict(all);
      double loss = new CrossEntropy().of(all, outputs, 1, new float[outputs.length]);
      return Map.of("val_loss", loss);
    };
  }
}
