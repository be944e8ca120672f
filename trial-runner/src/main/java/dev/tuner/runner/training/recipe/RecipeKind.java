package dev.tuner.runner.training.recipe;

import dev.tuner.runner.data.DataSets;
import dev.tuner.runner.data.Dataset;
import dev.tuner.runner.data.ItemForm;
import dev.tuner.runner.metric.ClassCounts;
import dev.tuner.runner.metric.LogLoss;
import dev.tuner.runner.metric.Metric;
import dev.tuner.runner.metric.RankingQuality;
import dev.tuner.runner.metric.RegressionErrors;
import dev.tuner.runner.metric.RocAuc;
import dev.tuner.runner.metric.TopK;
import dev.tuner.runner.trainable.InvalidTrialException;
import dev.tuner.runner.training.loss.Loss;
import dev.tuner.runner.training.network.EmbeddingLayer;
import dev.tuner.runner.training.network.Network;
import dev.tuner.runner.training.network.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** What one recipe differs in: its data, network, loss and metrics. */
public enum RecipeKind {
  IMAGE_CLASSIFIER("digits") {
    @Override
    Dataset load(String name, Fields settings) {
      int classes = settings.whole("classes", 10, 2, 256);
      return DataSets.images(name, classes, new DataFields(settings).images());
    }

    @Override
    Network network(Fields fields, List<Integer> shape, int outputs) {
      var image = new Shape.Image(shape.get(0), shape.get(1), shape.get(2));
      return ModelFields.images(fields, image, outputs);
    }

    @Override
    Set<String> names() {
      return union(ModelFields.IMAGE, LossFields.CLASSIFICATION, DataFields.AUGMENTATION);
    }
  },
  TABULAR_CLASSIFIER("breast_cancer") {
    @Override
    Dataset load(String name, Fields settings) {
      return DataSets.classes(name, new DataFields(settings).table());
    }

    @Override
    Network network(Fields fields, List<Integer> shape, int outputs) {
      return ModelFields.table(fields, size(shape), List.of(), outputs);
    }

    @Override
    Network network(Fields fields, ItemForm form, int outputs) {
      return RecipeKind.table(fields, form, outputs);
    }

    @Override
    Set<String> names() {
      return union(ModelFields.TABLE, LossFields.CLASSIFICATION);
    }
  },
  TABULAR_REGRESSOR("diabetes") {
    @Override
    Dataset load(String name, Fields settings) {
      return DataSets.numbers(name, new DataFields(settings).table());
    }

    @Override
    Network network(Fields fields, List<Integer> shape, int outputs) {
      return ModelFields.table(fields, size(shape), List.of(), outputs);
    }

    @Override
    Network network(Fields fields, ItemForm form, int outputs) {
      return RecipeKind.table(fields, form, outputs);
    }

    @Override
    Loss loss(Fields fields, int[] counts) {
      return LossFields.regression(fields);
    }

    @Override
    List<Metric> metrics(Fields settings, int outputs) {
      return List.of(new RegressionErrors());
    }

    @Override
    Set<String> names() {
      return union(ModelFields.TABLE, LossFields.REGRESSION);
    }
  },
  SEQUENCE_CLASSIFIER("waves") {
    @Override
    Dataset load(String name, Fields settings) {
      var dataset = DataSets.sequences(name, new DataFields(settings).table());
      return settings.has("vocabulary")
          ? DataSets.tokens(dataset, settings.whole("vocabulary", 2, 2, 1_000_000))
          : dataset;
    }

    @Override
    Network network(Fields fields, List<Integer> shape, int outputs) {
      return ModelFields.series(fields, sequence(shape), outputs);
    }

    @Override
    Set<String> names() {
      return union(ModelFields.SEQUENCE, LossFields.CLASSIFICATION);
    }
  },
  RANKER("queries") {
    @Override
    Dataset load(String name, Fields settings) {
      return DataSets.rankings(name, new DataFields(settings).table());
    }

    @Override
    Network network(Fields fields, List<Integer> shape, int outputs) {
      var documents = sequence(shape);
      return ModelFields.ranking(fields, documents.items(), documents.features());
    }

    @Override
    Loss loss(Fields fields, int[] counts) {
      return LossFields.ranking(fields);
    }

    @Override
    List<Metric> metrics(Fields settings, int outputs) {
      return List.of(new RankingQuality(settings.whole("top_k", 10, 1, 100_000)));
    }

    @Override
    Set<String> names() {
      return union(ModelFields.RANKING, LossFields.RANKING);
    }
  };

  private final String usualDataset;

  RecipeKind(String usualDataset) {
    this.usualDataset = usualDataset;
  }

  /**
   * The kind that a {@code recipe} names.
   *
   * @throws InvalidTrialException if there is none
   */
  public static RecipeKind of(Object recipe) {
    return Arrays.stream(values())
        .filter(kind -> kind.word().equals(recipe))
        .findFirst()
        .orElseThrow(
            () -> {
              var words = Arrays.stream(values()).map(RecipeKind::word).toList();
              return new InvalidTrialException(
                  "trainable.recipe", "must be one of %s but was %s".formatted(words, recipe));
            });
  }

  /** The value of {@code recipe} that chooses it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  String usualDataset() {
    return usualDataset;
  }

  abstract Dataset load(String name, Fields settings);

  /**
   * The network for items of this shape.
   *
   * @param outputs the number of targets of an item
   */
  abstract Network network(Fields fields, List<Integer> shape, int outputs);

  /** The network for items of this form. */
  Network network(Fields fields, ItemForm form, int outputs) {
    return network(fields, form.format().shape(), outputs);
  }

  private static Network table(Fields fields, ItemForm form, int outputs) {
    var categories =
        form.categories().stream()
            .map(columns -> new EmbeddingLayer.Columns(columns.from(), columns.width()))
            .toList();
    return ModelFields.table(fields, form.format().values(), categories, outputs);
  }

  /** The fields of its network, loss and data, beside those that all recipes have. */
  abstract Set<String> names();

  /**
   * What training minimises.
   *
   * @param counts how many training examples each class has; empty if there are no classes
   */
  Loss loss(Fields fields, int[] counts) {
    return LossFields.classification(fields, counts);
  }

  /** What an evaluation measures, made anew. */
  List<Metric> metrics(Fields settings, int outputs) {
    var metrics = new ArrayList<Metric>();
    metrics.add(new LogLoss());
    metrics.add(new ClassCounts(outputs, settings.flag("confusion", false)));
    metrics.add(new RocAuc(outputs));
    if (settings.has("top_k")) {
      metrics.add(new TopK(settings.whole("top_k", 5, 1, outputs)));
    }
    return metrics;
  }

  boolean hasClasses() {
    return this != TABULAR_REGRESSOR && this != RANKER;
  }

  private static Shape.Sequence sequence(List<Integer> shape) {
    return new Shape.Sequence(shape.get(0), shape.size() == 1 ? 1 : shape.get(1));
  }

  private static int size(List<Integer> shape) {
    return shape.stream().reduce(1, Math::multiplyExact);
  }

  @SafeVarargs
  private static Set<String> union(Set<String>... sets) {
    var all = new TreeSet<String>();
    for (var set : sets) {
      all.addAll(set);
    }
    return Collections.unmodifiableSet(all);
  }
}
