package dev.tuner.runner.training.recipe;

import dev.tuner.runner.data.Augmentation;
import dev.tuner.runner.data.CachePlan;
import dev.tuner.runner.data.DataPlan;
import dev.tuner.runner.data.Dataset;
import dev.tuner.runner.data.ImageLayout;
import dev.tuner.runner.data.Imbalance;
import dev.tuner.runner.data.Split;
import dev.tuner.runner.data.TableLayout;
import dev.tuner.runner.training.RandomStreams;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The fields that say what to train on, how it is divided, kept and changed. */
final class DataFields {

  /** Only in the settings: trials are compared on the same data. */
  static final Set<String> SETTINGS =
      Set.of(
          "dataset",
          "classes",
          "validation_fraction",
          "test_fraction",
          "split_seed",
          "folds",
          "eval_sample",
          "top_k",
          "confusion",
          "target_column",
          "id_column",
          "query_column",
          "drop_columns",
          "sequence_length",
          "vocabulary",
          "evaluate_test",
          "missing",
          "image_size",
          "image_channels",
          "image_fit",
          "cache",
          "cache_granularity",
          "cache_chunk_items",
          "cache_dir",
          "shards",
          "shard",
          "unlabelled",
          "keep_predictions",
          "generated",
          "generated_scorer");

  /** Those that may be tuned for any data. */
  static final Set<String> ANY = Set.of("fold", "scale_features");

  static final Set<String> IMBALANCE = Set.of("imbalance");

  static final Set<String> AUGMENTATION =
      Set.of("flip", "shift", "rotate", "erase", "brightness", "contrast", "mixup", "cutmix");

  private final Fields fields;

  DataFields(Fields fields) {
    this.fields = fields;
  }

  /** How the columns of a CSV file are to be read. */
  TableLayout table() {
    return new TableLayout(
        text("target_column"),
        text("id_column"),
        text("query_column"),
        Set.copyOf(fields.texts("drop_columns")),
        fields.whole("sequence_length", 1, 1, 100_000));
  }

  private Optional<String> text(String name) {
    return fields.has(name) ? Optional.of(fields.text(name, "")) : Optional.empty();
  }

  /** The shape that image files are brought to. */
  ImageLayout images() {
    int size = fields.whole("image_size", 32, 4, 4096);
    int channels = fields.whole("image_channels", 3, 1, 3);
    if (channels == 2) {
      throw fields.invalid("image_channels", "must be 1 (grey) or 3 (colour)");
    }
    var fit = word("image_fit", "crop", Set.of("crop", "pad", "stretch"));
    return new ImageLayout(channels, size, size, ImageLayout.Fit.valueOf(fit));
  }

  private String word(String name, String fallback, Set<String> allowed) {
    return fields.choice(name, fallback, new TreeSet<>(allowed)).toUpperCase(Locale.ROOT);
  }

  /** Which items train and which validate. */
  Split split(Dataset dataset) {
    double testing = fields.number("test_fraction", 0, 0, 0.9);
    int seed = fields.whole("split_seed", 0, 0, Integer.MAX_VALUE);
    if (fields.has("folds")) {
      int folds = fields.whole("folds", 5, 2, 100);
      int fold = fields.whole("fold", 0, 0, folds - 1);
      return Split.folds(dataset.targets(), folds, testing, seed).get(fold);
    }
    if (fields.has("fold")) {
      throw fields.invalid("fold", "needs 'folds' in trainable");
    }
    double validating = fields.number("validation_fraction", 0.2, 0.01, 0.9);
    if (validating + testing >= 1) {
      throw fields.invalid("test_fraction", "leaves nothing to train on");
    }
    return Split.stratified(dataset.targets(), validating, testing, seed);
  }

  /** How a split is trained on. */
  DataPlan plan(RandomStreams random) {
    var missing = word("missing", "refuse", Set.of("refuse", "mean"));
    var imbalance =
        word("imbalance", "none", Set.of("none", "oversample", "smote", "weighted_sampler"));
    int shards = fields.whole("shards", 1, 1, 4096);
    return new DataPlan(
        fields.flag("scale_features", true) && !fields.has("vocabulary"),
        missing.equals("MEAN"),
        Imbalance.valueOf(imbalance),
        augmentation(),
        cache(),
        fields.whole("shard", 0, 0, shards - 1),
        shards,
        random);
  }

  private Augmentation augmentation() {
    return new Augmentation(
        fields.number("flip", 0, 0, 1),
        fields.number("shift", 0, 0, 0.9),
        fields.number("rotate", 0, 0, 180),
        fields.number("erase", 0, 0, 1),
        fields.number("brightness", 0, 0, 0.9),
        fields.number("contrast", 0, 0, 0.9),
        fields.number("mixup", 0, 0, 10),
        fields.number("cutmix", 0, 0, 10));
  }

  private CachePlan cache() {
    var kind = word("cache", "auto", Set.of("none", "memory", "file", "auto"));
    var granularity = word("cache_granularity", "chunk", Set.of("item", "batch", "chunk", "whole"));
    int piece =
        switch (granularity) {
          case "ITEM" -> 1;
          case "BATCH" -> fields.whole("batch_size", 64, 1, 65_536);
          case "CHUNK" -> fields.whole("cache_chunk_items", 5000, 1, 100_000_000);
          default -> Integer.MAX_VALUE;
        };
    var usual = Path.of(System.getProperty("java.io.tmpdir"), "tuner-cache").toString();
    double epochs = fields.whole("max_epochs", 20, 1, 1_000_000);
    var folder =
        kind.equals("FILE") || fields.has("cache_dir")
            ? folder(fields, "cache_dir", usual)
            : Path.of(usual);
    return new CachePlan(CachePlan.Kind.valueOf(kind), piece, folder, epochs);
  }

  /** A folder that is there now, and can be written. */
  static Path folder(Fields fields, String name, String usual) {
    try {
      var folder = Files.createDirectories(Path.of(fields.text(name, usual)));
      if (Files.isWritable(folder)) {
        return folder;
      }
    } catch (IOException | InvalidPathException e) {
      // refused below, like one that cannot be written
    }
    throw fields.invalid(name, "must be a folder on the worker that can be written");
  }
}
