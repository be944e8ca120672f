package dev.tuner.runner.data;

import dev.tuner.runner.training.Batch;
import dev.tuner.runner.training.ExampleOrder;
import dev.tuner.runner.training.RandomStreams;
import dev.tuner.runner.training.TrainingData;
import java.io.IOException;
import java.util.random.RandomGenerator;

/**
 * Training examples in the epoch's order, augmented. Each place of each epoch has randomness of its
 * own, so that an example is the same whichever thread or micro-batch it comes in.
 */
public final class TrainingSet implements TrainingData {

  private final DataView view;
  private final ExampleOrder order;
  private final Augmentation augmentation;
  private final RandomStreams random;
  private final ImageAugmenter augmenter;
  private final ExampleMixer mixer;

  TrainingSet(DataView view, ExampleOrder order, Augmentation augmentation, RandomStreams random) {
    this.view = view;
    this.order = order;
    this.augmentation = augmentation;
    this.random = random;
    var format = view.items().format();
    this.augmenter =
        augmentation.changesImages()
            ? new ImageAugmenter(augmentation, format, view.scaling())
            : null;
    this.mixer = new ExampleMixer(augmentation, format);
  }

  @Override
  public int count() {
    return order.count();
  }

  /** Which example is at a place of an epoch's order. */
  public int example(long epoch, int place) {
    return order.of(epoch)[place];
  }

  @Override
  public Batch batch(long epoch, int from, int to) throws IOException {
    var batch = empty(to - from);
    for (int row = 0; row < to - from; row++) {
      long place = epoch * count() + from + row;
      var draws = random.of(RandomStreams.Purpose.AUGMENTATION, place);
      fill(batch, row, order.of(epoch)[from + row], draws);
      if (augmentation.mixesExamples()) {
        var partner = empty(1);
        fill(partner, 0, order.of(epoch)[draws.nextInt(count())], draws);
        mixer.mix(batch, row, partner, draws);
      }
    }
    return batch;
  }

  private Batch empty(int size) {
    return new Batch(size, new float[size * view.width()], new float[size * view.targetWidth()]);
  }

  private void fill(Batch batch, int row, int example, RandomGenerator draws) throws IOException {
    int width = view.width();
    if (augmenter == null) {
      view.features(example, batch.features(), row * width);
    } else {
      var image = new float[width];
      view.items().values(example, image, 0);
      augmenter.change(image, draws);
      view.scaling().apply(image, 0, width);
      System.arraycopy(image, 0, batch.features(), row * width, width);
    }
    view.targets(example, batch.targets(), row * view.targetWidth());
  }
}
