package dev.tuner.runner.training.recipe;

import dev.tuner.runner.data.Dataset;
import dev.tuner.runner.data.InvalidDataException;
import dev.tuner.runner.data.Items;
import dev.tuner.runner.data.PreparedData;
import dev.tuner.runner.trainable.InvalidTrialException;
import dev.tuner.runner.training.EngineFactory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The fields of semi-supervised learning: unlabelled and generated examples beside the data. */
final class ExtraFields {

  /** Those that may be tuned. */
  static final Set<String> NAMES =
      Set.of(
          "pseudo_threshold",
          "pseudo_warmup",
          "pseudo_per_class",
          "unlabelled_weight",
          "generated_threshold",
          "generated_weight");

  private final Fields fields;
  private final Fields settings;

  ExtraFields(Fields fields, Fields settings) {
    this.fields = fields;
    this.settings = settings;
  }

  /** What a classifier trains on. */
  record Training(dev.tuner.runner.data.TrainingSet data, Optional<ExtraExamples> extra) {}

  Training training(
      Dataset dataset, PreparedData prepared, Generated.Loading loading, EngineFactory engines)
      throws IOException {
    var rule =
        new PseudoLabels.Rule(
            fields.number("pseudo_threshold", 0.95, 0.01, 1),
            fields.whole("pseudo_warmup", 3, 0, 1_000_000),
            fields.whole("pseudo_per_class", Integer.MAX_VALUE, 1, Integer.MAX_VALUE));
    fields.number("generated_threshold", 0.9, 0, 1); // checked with or without a scorer
    double generatedWeight = fields.number("generated_weight", 1, 0, 100);
    double unlabelledWeight = fields.number("unlabelled_weight", 1, 0, 100);
    var more = new ArrayList<Items>();
    int[] labels = {};
    if (settings.has("generated")) {
      var found = named("generated", path -> generated(path, dataset, loading, engines));
      more.add(PreparedData.only(found.items(), found.accepted()));
      labels = found.acceptedLabels();
    }
    int generated = labels.length;
    Optional<PseudoLabels> pseudo = Optional.empty();
    if (settings.has("unlabelled")) {
      var items = named("unlabelled", path -> dataset.form().read(Path.of(path)).items());
      more.add(items);
      labels = Arrays.copyOf(labels, labels.length + items.count()); // no class yet
      var scaled = named("unlabelled", path -> prepared.preparation().of(items));
      pseudo = Optional.of(new PseudoLabels(scaled, rule));
    }
    if (more.isEmpty()) {
      return new Training(prepared.training(), Optional.empty());
    }
    requirePlainOrder(pseudo.isPresent());
    int[] all = labels;
    var data =
        named(
            pseudo.isPresent() ? "unlabelled" : "generated", path -> prepared.training(more, all));
    var shares =
        new ExtraExamples.Shares(
            data.count() - labels.length, generated, generatedWeight, unlabelledWeight);
    return new Training(data, Optional.of(new ExtraExamples(shares, data::example, pseudo)));
  }

  private Generated generated(
      String path, Dataset dataset, Generated.Loading loading, EngineFactory engines)
      throws IOException {
    var found = Generated.read(path, dataset, loading, fields);
    if (!settings.has("generated_scorer")) {
      return found;
    }
    var scorer = Path.of(settings.text("generated_scorer", ""));
    double threshold = fields.number("generated_threshold", 0.9, 0, 1);
    return found.believed(scorer, threshold, engines, fields);
  }

  /** What a path leads to. */
  @FunctionalInterface
  private interface Reading<T> {
    T read(String path) throws IOException;
  }

  /** Reads a path and says whose it is if that fails. */
  private <T> T named(String field, Reading<T> reading) throws IOException {
    try {
      return reading.read(settings.text(field, ""));
    } catch (InvalidDataException e) {
      throw new InvalidTrialException("trainable." + field, "cannot be used: " + e.getMessage());
    }
  }

  private void requirePlainOrder(boolean unlabelled) {
    var words = new java.util.TreeSet<>(Set.of("none", "oversample", "smote", "weighted_sampler"));
    if (!fields.choice("imbalance", "none", words).equals("none")) {
      throw fields.invalid(
          "imbalance",
          "must be none where examples are generated or unlabelled; use class_weights");
    }
    if (fields.whole("shards", 1, 1, 4096) > 1) {
      throw fields.invalid("shards", "must be 1 where examples are generated or unlabelled");
    }
    for (var mixing : List.of("mixup", "cutmix")) {
      if (unlabelled && fields.has(mixing) && fields.number(mixing, 0, 0, 10) > 0) {
        throw fields.invalid(mixing, "must be 0 where examples are unlabelled");
      }
    }
  }
}
