package dev.tuner.runner.dl4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tuner.client.WireJson;
import dev.tuner.runner.trainable.RecordedTrial;
import dev.tuner.runner.training.recipe.RecipeKind;
import dev.tuner.runner.training.recipe.RecipeSchema;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** No field of a recipe is only a name: each one changes what is trained, or says why not. */
class EveryFieldTest {

  /** A field, another value of it, and what else the trial is made of. */
  private static final String[] TRAINS_OTHERWISE = {
    "accumulation_steps | 3 | {}",
    "activation | 'tanh' | {}",
    "base_momentum | 0.5 | {'lr_schedule': 'one_cycle'}",
    "batch_size | 32 | {'eval_interval_steps': 10}",
    "beta1 | 0.5 | {'optimizer': 'adam'}",
    "beta2 | 0.5 | {'optimizer': 'adam'}",
    "bidirectional | true | {'recipe': 'sequence_classifier', 'hidden_units': 4, 'eval_interval_steps': 2}",
    "blocks | [1, 2] | {'model': 'resnet', 'width': 4, 'stem_stride': 2}",
    "brightness | 0.5 | {}",
    "cardinality | 2 | {'model': 'resnext', 'width': 4, 'blocks': [1]}",
    "class_weights | [1, 2, 3, 4, 5, 6, 7, 8, 9, 10] | {}",
    "confusion | true | {}",
    "contrast | 0.5 | {}",
    "cutmix | 1 | {}",
    "cycle_momentum | false | {'lr_schedule': 'one_cycle'}",
    "decoupled_weight_decay | true | {'weight_decay': 0.1, 'optimizer': 'adam'}",
    "dropout | 0.5 | {}",
    "ema_decay | 0.9 | {}",
    "end_divisor | 10 | {'lr_schedule': 'one_cycle'}",
    "epsilon | 0.5 | {'optimizer': 'adam'}",
    "erase | 1 | {}",
    "eval_interval_steps | 5 | {}",
    "eval_sample | 50 | {}",
    "evaluate_test | true | {'test_fraction': 0.2}",
    "filters | 5 | {'model': 'cnn'}",
    "flip | 1 | {}",
    "focal_gamma | 5 | {'loss': 'focal'}",
    "fold | 1 | {'folds': 3}",
    "folds | 4 | {}",
    "freeze | ['hidden1'] | {}",
    "gamma | 0.5 | {'lr_schedule': 'step', 'step_size': 2}",
    "ghost_batch_size | 8 | {'norm': 'batch'}",
    "gradient_clip_norm | 0.01 | {'optimizer': 'sgd'}",
    "gradient_clip_value | 0.0001 | {'optimizer': 'sgd'}",
    "growth | 3 | {'model': 'densenet', 'blocks': [2]}",
    "hidden_sizes | [20, 10] | {}",
    "hidden_units | 20 | {}",
    "huber_delta | 0.1 | {'recipe': 'tabular_regressor', 'loss': 'huber'}",
    "imbalance | 'oversample' | {}",
    "kernel_size | 1 | {'model': 'cnn'}",
    "l1 | 20 | {}",
    "l2 | 20 | {'l1': 20}",
    "l3 | 20 | {'l1': 20, 'l2': 20}",
    "l4 | 20 | {'l1': 20, 'l2': 20, 'l3': 20}",
    "label_smoothing | 0.3 | {}",
    "layer_lr_decay | 0.1 | {}",
    "layers | 2 | {}",
    "loss | 'focal' | {}",
    "loss_scale | 1024 | {'precision': 'amp_fp16'}",
    "loss_scale_growth_interval | 2 | {'precision': 'amp_fp16', 'loss_scale': 64}",
    "lr | 0.1 | {}",
    "lr_schedule | 'cosine' | {}",
    "max_epochs | 1 | {'steps': 4}",
    "max_steps | 7 | {}",
    "min_lr | 0.0005 | {'lr_schedule': 'cosine'}",
    "mixup | 1 | {}",
    "model | 'cnn' | {}",
    "momentum | 0.1 | {'optimizer': 'sgd'}",
    "nesterov | true | {'optimizer': 'sgd'}",
    "norm | 'layer' | {}",
    "norm_groups | 8 | {'norm': 'group'}",
    "norm_momentum | 0.9 | {'norm': 'batch'}",
    "optimizer | 'lamb' | {}",
    "plateau_factor | 0.5 | {'lr_schedule': 'plateau', 'plateau_patience': 1, 'lr': 1e-9, 'steps': 8}",
    "plateau_patience | 1 | {'lr_schedule': 'plateau', 'lr': 1e-9, 'steps': 8}",
    "power | 3 | {'lr_schedule': 'polynomial'}",
    "precision | 'bf16' | {}",
    "restart_factor | 3 | {'lr_schedule': 'cosine_restarts', 'restart_period': 4}",
    "restart_period | 9 | {'lr_schedule': 'cosine_restarts'}",
    "rho | 0.3 | {'optimizer': 'rmsprop'}",
    "rise_share | 0.8 | {'lr_schedule': 'one_cycle'}",
    "rotate | 45 | {}",
    "scale_features | false | {}",
    "shard | 1 | {'shards': 2}",
    "shards | 2 | {}",
    "shift | 0.3 | {}",
    "split_seed | 5 | {}",
    "start_divisor | 2 | {'lr_schedule': 'one_cycle'}",
    "stem_stride | 2 | {'model': 'resnet', 'width': 4, 'blocks': [1]}",
    "step_size | 5 | {'lr_schedule': 'step'}",
    "test_fraction | 0.3 | {}",
    "top_k | 3 | {}",
    "validation_fraction | 0.5 | {}",
    "warmup_steps | 10 | {}",
    "weight_decay | 0.1 | {}",
    "width | 8 | {'model': 'resnet', 'blocks': [1]}",
  };

  /** Fields of speed: the training is the same to the last bit. */
  private static final Map<String, Object> TRAINS_THE_SAME =
      Map.of(
          "num_workers", 3,
          "prefetch_batches", 5,
          "cache", "memory",
          "cache_granularity", "item",
          "cache_chunk_items", 7);

  /** Fields that need files or several trials, and the test that shows their effect. */
  private static final Map<String, String> SHOWN_ELSEWHERE =
      Map.of(
          "TechniquesTest", "initial_weights new_head focal_alpha data_parallel",
          "SemiSupervisedTest",
              "unlabelled unlabelled_weight pseudo_threshold pseudo_warmup pseudo_per_class"
                  + " generated generated_scorer generated_threshold generated_weight",
          "PreparationTest", "missing classes",
          "RecipesTest", "categories vocabulary embedding_dimension sequence_length",
          "SubmissionTest", "id_column query_column target_column",
          "BadInputTest", "cache_dir",
          "EvaluationNotesTest", "keep_predictions",
          "EveryFieldTest", "drop_columns image_size image_channels image_fit");

  private static final Set<String> NO_CHOICES = Set.of("type", "recipe", "dataset", "ignore");

  @TempDir private Path folder;

  private static final Map<String, List<Map<String, Double>>> TRAINED = new HashMap<>();

  static String[] rows() {
    return TRAINS_OTHERWISE;
  }

  @ParameterizedTest
  @MethodSource("rows")
  void aFieldChangesTheTraining(String row) throws Exception {
    var cells = row.replace('\'', '"').split(" \\| ", -1);
    var with = new HashMap<>(object(cells[2]));
    var without = train(cells[2]);
    with.put(cells[0], WireJson.read(cells[1], Object.class));
    assertThat(train(WireJson.text(with))).isNotEqualTo(without);
  }

  @Test
  void speedChangesNothing() throws Exception {
    for (var field : TRAINS_THE_SAME.entrySet()) {
      assertThat(train(WireJson.text(Map.of(field.getKey(), field.getValue()))))
          .as(field.getKey())
          .isEqualTo(train("{}"));
    }
  }

  @Test
  void aDroppedColumnIsNotLearntFrom() throws Exception {
    var random = new SplittableRandom(1);
    var text = new StringBuilder("answer,noise,y\n");
    for (int i = 0; i < 60; i++) {
      text.append("%d,%s,%s\n".formatted(i % 2, random.nextDouble(), i % 2 == 0 ? "a" : "b"));
    }
    var table = Files.writeString(folder.resolve("table.csv"), text);
    var base = new HashMap<String, Object>(Map.of("recipe", "tabular_classifier", "lr", 0.05));
    base.putAll(Map.of("dataset", table.toString(), "batch_size", 16, "steps", 10));
    base.put("eval_interval_steps", 5);
    assertThat(accuracy(trained(new HashMap<>(base)))).isEqualTo(1);
    base.put("drop_columns", "answer");
    assertThat(accuracy(trained(base))).isLessThan(0.9);
  }

  private static double accuracy(List<Map<String, Double>> reports) {
    return reports.get(reports.size() - 1).get("val_accuracy");
  }

  @Test
  void imagesAreBroughtToTheShapeThatIsAskedFor() throws Exception {
    for (var kind : List.of("cat", "dog")) {
      var to = Files.createDirectories(folder.resolve("images").resolve(kind));
      for (int i = 0; i < 12; i++) {
        ImageIO.write(picture(i), "png", to.resolve(i + ".png").toFile());
      }
    }
    var base = new HashMap<String, Object>(Map.of("image_size", 8, "batch_size", 8));
    base.put("dataset", folder.resolve("images").toString());
    base.put("eval_interval_steps", 2);
    var usual = WireJson.text(base);
    for (var other :
        Map.of("image_fit", "stretch", "image_size", 16, "image_channels", 1).entrySet()) {
      var changed = new HashMap<>(object(usual));
      changed.put(other.getKey(), other.getValue());
      assertThat(train(WireJson.text(changed))).as(other.getKey()).isNotEqualTo(train(usual));
    }
  }

  /** Wider than high: cropped, padded and stretched it looks differently. */
  private static BufferedImage picture(int seed) {
    var random = new SplittableRandom(seed);
    var image = new BufferedImage(18, 9, BufferedImage.TYPE_INT_RGB);
    for (int pixel = 0; pixel < 18 * 9; pixel++) {
      image.setRGB(pixel % 18, pixel / 18, random.nextInt());
    }
    return image;
  }

  @Test
  void noFieldIsForgotten() throws Exception {
    var shown = new TreeSet<>(NO_CHOICES);
    Arrays.stream(TRAINS_OTHERWISE).forEach(row -> shown.add(row.substring(0, row.indexOf(" "))));
    shown.addAll(TRAINS_THE_SAME.keySet());
    for (var test : SHOWN_ELSEWHERE.entrySet()) {
      var source =
          Files.readString(Path.of("src/test/java/dev/tuner/runner/dl4j", test.getKey() + ".java"));
      for (var field : test.getValue().split(" ", -1)) {
        assertThat(source).as(test.getKey()).contains("\"" + field + "\"");
        shown.add(field);
      }
    }
    var fields = new TreeSet<String>();
    for (var kind : RecipeKind.values()) {
      fields.addAll(
          ((Map<?, ?>) RecipeSchema.of(kind).get("properties"))
              .keySet().stream().map(String::valueOf).toList());
    }
    fields.removeAll(shown);
    assertThat(fields).as("fields whose effect no test shows").isEmpty();
  }

  private static List<Map<String, Double>> train(String config) throws Exception {
    var known = TRAINED.get(config);
    if (known != null) {
      return known;
    }
    var fields = new HashMap<>(object(config));
    fields.putIfAbsent("recipe", "image_classifier");
    fields.putIfAbsent("dataset", dataset(fields.get("recipe")));
    fields.putIfAbsent("batch_size", 64);
    fields.putIfAbsent("eval_interval_steps", 10);
    var reports = RecordedTrial.withoutTimings(trained(fields));
    TRAINED.put(config, reports);
    return reports;
  }

  private static List<Map<String, Double>> trained(Map<String, Object> fields) throws Exception {
    var steps = (Number) fields.getOrDefault("steps", 2);
    fields.remove("steps");
    var trial = RecordedTrial.of(Map.of()).maxStep(steps.longValue());
    fields.forEach(trial::setting);
    return trial.train();
  }

  private static String dataset(Object recipe) {
    return Map.of(
            "image_classifier", "digits",
            "tabular_regressor", "diabetes",
            "sequence_classifier", "waves")
        .get(recipe);
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> object(String json) {
    return WireJson.read(json, Map.class);
  }
}
