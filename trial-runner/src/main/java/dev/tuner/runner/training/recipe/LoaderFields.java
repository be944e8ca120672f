package dev.tuner.runner.training.recipe;

import dev.tuner.runner.training.Prefetch;
import dev.tuner.runner.training.TrainingData;
import java.util.Set;

/** The fields that say how batches are loaded; none of them changes what is trained. */
final class LoaderFields {

  static final Set<String> NAMES = Set.of("num_workers", "prefetch_batches");

  private LoaderFields() {}

  /** The same data, loaded ahead of the training. */
  static TrainingData ahead(Fields fields, TrainingData data, int batchSize) {
    int workers = fields.whole("num_workers", 1, 0, 64);
    int batches = fields.whole("prefetch_batches", 2, 1, 1024);
    return new Prefetch(data, new Prefetch.Plan(batchSize, batches, workers), System::nanoTime);
  }
}
