package dev.tuner.benchmarks.training;

import dev.tuner.runner.data.Augmentation;
import dev.tuner.runner.data.CachePlan;
import dev.tuner.runner.data.DataPlan;
import dev.tuner.runner.data.DataSets;
import dev.tuner.runner.data.ImageLayout;
import dev.tuner.runner.data.Imbalance;
import dev.tuner.runner.data.PreparedData;
import dev.tuner.runner.data.Split;
import dev.tuner.runner.training.RandomStreams;
import dev.tuner.runner.training.TrainingData;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What reading an epoch of JPEG files takes with each cache, once it is filled, and without. */
final class CacheCase {
  private static final int SIDE = 64;
  private static final int CHUNK = 5000;

  private CacheCase() {}

  static List<Row> rows(Scale scale) throws Exception {
    var jpegs = Images.jpegs(scale.files());
    var rows = new ArrayList<Row>();
    try (var none = data(jpegs, CachePlan.none());
        var memory = data(jpegs, plan(CachePlan.Kind.MEMORY, CHUNK));
        var chunks = data(jpegs, plan(CachePlan.Kind.FILE, CHUNK));
        var items = data(jpegs, plan(CachePlan.Kind.FILE, 1))) {
      var contest =
          Contest.of(
              Math.min(3, scale.rounds()),
              List.of(() -> rate(none), () -> rate(memory), () -> rate(chunks), () -> rate(items)));
      var name = scale.files() + " JPEGs to " + SIDE + "x" + SIDE + ": ";
      rows.add(Row.of(name + "no cache", contest.rate(0), "images/s"));
      rows.add(Row.atLeast(name + "memory, from the second epoch", contest.ratio(1, 0), 5));
      rows.add(Row.atLeast(name + "file, by chunk, likewise", contest.ratio(2, 0), 3));
      rows.add(Row.atLeast(name + "file, by item, likewise", contest.ratio(3, 0), 3));
    }
    return rows;
  }

  private static CachePlan plan(CachePlan.Kind kind, int pieceItems) {
    return new CachePlan(kind, pieceItems, Path.of("cache"), 3);
  }

  private static TrainingData data(Path jpegs, CachePlan cache) throws IOException {
    var layout = new ImageLayout(3, SIDE, SIDE, ImageLayout.Fit.CROP);
    var dataset = DataSets.images(jpegs.toString(), Images.CLASSES, layout);
    var split = Split.stratified(dataset.targets(), 0.05, 0, 0);
    var plan =
        new DataPlan(
            true, false, Imbalance.NONE, Augmentation.none(), cache, 0, 1, new RandomStreams(1));
    return PreparedData.of(dataset, split, plan).training();
  }

  private static double rate(TrainingData data) throws IOException, InterruptedException {
    long begin = System.nanoTime();
    for (int from = 0; from < data.count(); from += Scale.BATCH) {
      data.batch(1, from, Math.min(data.count(), from + Scale.BATCH));
    }
    return data.count() / ((System.nanoTime() - begin) / 1e9);
  }
}
