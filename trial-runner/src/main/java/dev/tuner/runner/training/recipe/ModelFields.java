package dev.tuner.runner.training.recipe;

import dev.tuner.runner.training.network.DenseNet;
import dev.tuner.runner.training.network.EmbeddingLayer;
import dev.tuner.runner.training.network.Layer.Activation;
import dev.tuner.runner.training.network.LeNet;
import dev.tuner.runner.training.network.Mlp;
import dev.tuner.runner.training.network.Network;
import dev.tuner.runner.training.network.Norm;
import dev.tuner.runner.training.network.ResNet;
import dev.tuner.runner.training.network.SequenceLayer;
import dev.tuner.runner.training.network.SequenceReader;
import dev.tuner.runner.training.network.Shape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The fields that shape the network. */
final class ModelFields {

  private static final List<String> LAYER_SIZES = List.of("l1", "l2", "l3", "l4");
  private static final int MAX_UNITS = 16_384;
  private static final int SMALL_IMAGE = 16;

  /** Those of fully connected networks. */
  static final Set<String> MLP =
      with(LAYER_SIZES, "hidden_sizes", "hidden_units", "layers", "activation", "dropout");

  /** Those of {@link #NORM}'s choice. */
  private static final Set<String> NORM = Set.of("norm", "ghost_batch_size", "norm_groups");

  /** All names that {@code model} of an image recipe, or its nested object, may use. */
  static final Set<String> IMAGE =
      with(
          with(MLP, NORM.toArray(String[]::new)),
          "filters",
          "kernel_size",
          "width",
          "blocks",
          "stem_stride",
          "cardinality",
          "growth");

  /** All names of a recipe for rankings. */
  static final Set<String> RANKING = with(MLP, NORM.toArray(String[]::new));

  /** All names of a recipe for tables. */
  static final Set<String> TABLE = with(RANKING, "categories", "embedding_dimension");

  /** All names of a recipe for sequences. */
  static final Set<String> SEQUENCE =
      Set.of("hidden_units", "layers", "bidirectional", "dropout", "embedding_dimension");

  private final Fields fields;

  private ModelFields(Fields fields) {
    this.fields = fields;
  }

  private static Set<String> with(Iterable<String> names, String... more) {
    var all = new TreeSet<>(Set.of(more));
    names.forEach(all::add);
    return Collections.unmodifiableSet(all);
  }

  /** The network for images of this shape and so many classes. */
  static Network images(Fields fields, Shape.Image image, int classes) {
    var names = new TreeSet<>(Set.of("mlp", "cnn", "resnet", "resnext", "densenet"));
    var model = fields.choice("model", "mlp", names);
    var section = new ModelFields(fields.section("model", IMAGE));
    if (model.equals("mlp")) {
      return section.mlp().network(image.size(), classes);
    }
    try {
      return section.convolutional(model, image, classes);
    } catch (IllegalArgumentException e) {
      throw fields.invalid("model", "does not fit the data (%s)".formatted(e.getMessage()));
    }
  }

  /**
   * The network for rows.
   *
   * @param inputs all features
   * @param categories those that are categories, column by column of the table
   */
  static Network table(
      Fields fields, int inputs, List<EmbeddingLayer.Columns> categories, int outputs) {
    fields.choice("model", "mlp", new TreeSet<>(Set.of("mlp")));
    var section = fields.section("model", TABLE);
    var words = new TreeSet<>(Set.of("one_hot", "embedding"));
    var as = section.choice("categories", "one_hot", words);
    int dimension = section.whole("embedding_dimension", 8, 1, 512);
    var mlp = new ModelFields(section).mlp();
    if (as.equals("one_hot")) {
      return mlp.network(inputs, outputs);
    }
    if (categories.isEmpty()) {
      throw section.invalid("categories", "needs a CSV file with a column of texts");
    }
    return mlp.forTable(inputs, categories, dimension, outputs);
  }

  /** The network that scores each of a query's documents. */
  static Network ranking(Fields fields, int documents, int features) {
    fields.choice("model", "mlp", new TreeSet<>(Set.of("mlp")));
    var section = new ModelFields(fields.section("model", RANKING));
    return section.mlp().forRanking(documents, features);
  }

  /** The network for series of numbers. */
  static Network series(Fields fields, Shape.Sequence shape, int outputs) {
    int dimension = fields.section("model", SEQUENCE).whole("embedding_dimension", 8, 1, 512);
    if (!fields.has("vocabulary")) {
      return reader(fields).forSeries(shape.items(), shape.features(), outputs);
    }
    int vocabulary = fields.whole("vocabulary", 2, 2, 1_000_000);
    return reader(fields).forTokens(shape.items(), vocabulary, dimension, outputs);
  }

  private static SequenceReader reader(Fields fields) {
    var cell = fields.choice("model", "lstm", new TreeSet<>(Set.of("lstm", "gru")));
    var section = fields.section("model", SEQUENCE);
    return new SequenceReader(
        cell.equals("lstm") ? SequenceLayer.Cell.LSTM : SequenceLayer.Cell.GRU,
        section.whole("layers", 1, 1, 8),
        section.whole("hidden_units", 64, 1, 4096),
        section.flag("bidirectional", false),
        section.number("dropout", 0, 0, 0.95));
  }

  private Mlp mlp() {
    return new Mlp(hidden(), activation(), norm("none"), dropout());
  }

  private Network convolutional(String model, Shape.Image image, int classes) {
    int usualStride = Math.min(image.height(), image.width()) < SMALL_IMAGE ? 1 : 2;
    int stemStride = fields.whole("stem_stride", usualStride, 1, 4);
    return switch (model) {
      case "cnn" -> leNet(image).network(image, classes);
      case "densenet" ->
          new DenseNet(
                  blocks(List.of(3, 3, 3)),
                  fields.whole("growth", 12, 1, 256),
                  stemStride,
                  norm("batch").orElse(Norm.batch()),
                  dropout())
              .network(image, classes);
      default ->
          new ResNet(
                  blocks(List.of(2, 2, 2, 2)),
                  fields.whole("width", 16, 1, 1024),
                  stemStride,
                  fields.whole("cardinality", model.equals("resnext") ? 4 : 1, 1, 64),
                  norm("batch").orElse(Norm.batch()),
                  dropout())
              .network(image, classes);
    };
  }

  private LeNet leNet(Shape.Image image) {
    int usual = Math.min(image.height(), image.width()) < SMALL_IMAGE ? 3 : 5;
    int kernel = fields.whole("kernel_size", usual, 1, 11);
    if (kernel % 2 == 0) {
      throw fields.invalid("kernel_size", "must be odd");
    }
    int filters = fields.whole("filters", 16, 1, 512);
    return new LeNet(filters, kernel, hidden().get(0), activation(), norm("none"), dropout());
  }

  private List<Integer> blocks(List<Integer> usual) {
    return fields.has("blocks") ? fields.wholes("blocks", 1, 64) : usual;
  }

  private double dropout() {
    return fields.number("dropout", 0, 0, 0.95);
  }

  private Activation.Function activation() {
    var name = fields.choice("activation", "relu", new TreeSet<>(Set.of("relu", "tanh")));
    return name.equals("relu") ? Activation.Function.RELU : Activation.Function.TANH;
  }

  private Optional<Norm> norm(String usual) {
    var name =
        fields.choice("norm", usual, new TreeSet<>(Set.of("none", "batch", "layer", "group")));
    int ghost = fields.whole("ghost_batch_size", 0, 0, 65_536);
    if (ghost > 0 && !name.equals("batch")) {
      throw fields.invalid("ghost_batch_size", "needs norm batch");
    }
    return switch (name) {
      case "batch" -> Optional.of(new Norm(Norm.Kind.BATCH, ghost));
      case "layer" -> Optional.of(new Norm(Norm.Kind.LAYER, 0));
      case "group" ->
          Optional.of(new Norm(Norm.Kind.GROUP, fields.whole("norm_groups", 4, 1, 1024)));
      default -> Optional.empty();
    };
  }

  /** A list of sizes, or the sizes by number as in l1, l2, or one size for some layers. */
  private List<Integer> hidden() {
    if (fields.has("hidden_sizes")) {
      return fields.wholes("hidden_sizes", 1, MAX_UNITS);
    }
    var sizes = new ArrayList<Integer>();
    for (var name : LAYER_SIZES) {
      if (fields.has(name)) {
        sizes.add(fields.whole(name, 0, 1, MAX_UNITS));
      }
    }
    if (!sizes.isEmpty()) {
      return sizes;
    }
    int units = fields.whole("hidden_units", 128, 1, MAX_UNITS);
    return Collections.nCopies(fields.whole("layers", 1, 1, 16), units);
  }
}
