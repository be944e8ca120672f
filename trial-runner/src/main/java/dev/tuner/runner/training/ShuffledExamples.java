package dev.tuner.runner.training;

/** Examples in an order that is new in every epoch. */
public final class ShuffledExamples implements TrainingData {

  private final Examples examples;
  private final ExampleOrder order;

  public ShuffledExamples(Examples examples, RandomStreams random) {
    this.examples = examples;
    this.order = new EpochOrder(examples.count(), random);
  }

  @Override
  public int count() {
    return examples.count();
  }

  @Override
  public Batch batch(long epoch, int from, int to) {
    return examples.batch(order.of(epoch), from, to);
  }
}
