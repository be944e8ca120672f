package dev.tuner.runner.data;

import dev.tuner.runner.training.EpochOrder;
import dev.tuner.runner.training.ExampleOrder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** One split of a data set, scaled, cached and balanced: ready to train on. */
public final class PreparedData {

  private final Dataset dataset;
  private final Split split;
  private final DataPlan plan;
  private final Items trainingItems;
  private final Scaling scaling;
  private final Scaling targetScaling;

  private PreparedData(
      Dataset dataset,
      Split split,
      DataPlan plan,
      Items trainingItems,
      Scaling scaling,
      Scaling targetScaling) {
    this.dataset = dataset;
    this.split = split;
    this.plan = plan;
    this.trainingItems = trainingItems;
    this.scaling = scaling;
    this.targetScaling = targetScaling;
  }

  /**
   * Prepares a split.
   *
   * @throws InvalidDataException if features are missing or infinite
   */
  public static PreparedData of(Dataset dataset, Split split, DataPlan plan) throws IOException {
    var items = dataset.items();
    Scaling.check(items, split.training(), plan.fillsMissing());
    Scaling.check(items, split.validation(), plan.fillsMissing());
    Scaling.check(items, split.test(), plan.fillsMissing());
    var training = plan.cache().over(new Subset(items, split.training()));
    int[] all = IntStream.range(0, training.count()).toArray();
    var found = Scaling.of(training, all, plan.fillsMissing());
    return new PreparedData(
        dataset,
        split,
        plan,
        training,
        plan.scaled() ? found : Scaling.none(),
        dataset.targets() instanceof Targets.Numbers numbers
            ? targetScaling(numbers, split)
            : Scaling.none());
  }

  private static Scaling targetScaling(Targets.Numbers numbers, Split split) throws IOException {
    var rows = new FloatItems(List.of(numbers.width()), numbers.rows());
    var found = Scaling.of(rows, split.training(), false);
    float[] deviations = found.deviations().clone();
    for (int i = 0; i < deviations.length; i++) {
      deviations[i] = deviations[i] == 0 ? 1 : deviations[i]; // targets that are all alike
    }
    return new Scaling(found.means(), deviations, found.inner());
  }

  /** The examples to train on. */
  public TrainingSet training() throws IOException {
    var view =
        new DataView(trainingItems, dataset.targets(), split.training(), scaling, targetScaling);
    if (plan.imbalance() == Imbalance.SMOTE) {
      var targets = (Targets.Classes) dataset.targets();
      view = Smote.extend(view, targets, plan.random().seed());
    }
    return new TrainingSet(view, order(view), plan.augmentation(), plan.random());
  }

  /**
   * The examples to train on, and others after them, scaled alike.
   *
   * @param more of the same format
   * @param labels the classes of all these
   * @throws InvalidDataException if features are missing or infinite
   */
  public TrainingSet training(List<Items> more, int[] labels) throws IOException {
    var classes = (Targets.Classes) dataset.targets();
    var own = IntStream.of(split.training()).map(i -> classes.labels()[i]);
    int[] all = IntStream.concat(own, IntStream.of(labels)).toArray();
    var sets = new ArrayList<Items>(List.of(trainingItems));
    for (var items : more) {
      Scaling.check(items, IntStream.range(0, items.count()).toArray(), plan.fillsMissing());
      sets.add(items);
    }
    var targets = new Targets.Classes(all, classes.names());
    int[] members = IntStream.range(0, all.length).toArray();
    var view = new DataView(new Joined(sets), targets, members, scaling, targetScaling);
    return new TrainingSet(view, order(view), plan.augmentation(), plan.random());
  }

  /** Some of these items. */
  public static Items only(Items items, int[] members) {
    return new Subset(items, members);
  }

  private ExampleOrder order(DataView view) {
    ExampleOrder whole =
        switch (plan.imbalance()) {
          case OVERSAMPLE -> new OversampledOrder(view.strata(), plan.random());
          case WEIGHTED_SAMPLER -> new WeightedOrder(view.strata(), plan.random());
          default -> new EpochOrder(view.count(), plan.random());
        };
    return new CachedOrder(
        plan.shards() == 1 ? whole : new ShardedOrder(whole, plan.shard(), plan.shards()));
  }

  /** The examples to validate on; the scaling is that of the training examples. */
  public DataView validation() {
    return view(split.validation());
  }

  /**
   * A fixed part of them, of all strata alike.
   *
   * @param size at most so many; all if there are no more
   */
  public DataView validationSample(int size, long seed) {
    int[] chosen = Split.sample(view(split.validation()).strata(), size, seed);
    return view(IntStream.of(chosen).map(i -> split.validation()[i]).toArray());
  }

  /** The examples that are left for the very end; may have none. */
  public DataView test() {
    return view(split.test());
  }

  /** What a network that is trained on it needs later. */
  public Preparation preparation() {
    return new Preparation(
        dataset.form(),
        plan.scaled(),
        scaling,
        plan.fillsMissing(),
        Preparation.Answer.of(dataset.targets(), targetScaling));
  }

  private DataView view(int[] members) {
    var items = plan.cache().over(new Subset(dataset.items(), members));
    return new DataView(items, dataset.targets(), members, scaling, targetScaling);
  }
}
