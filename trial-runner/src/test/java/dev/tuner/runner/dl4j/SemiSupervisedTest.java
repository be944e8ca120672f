package dev.tuner.runner.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tuner.runner.data.DataSets;
import dev.tuner.runner.data.ImageLayout;
import dev.tuner.runner.trainable.InvalidTrialException;
import dev.tuner.runner.trainable.RecordedTrial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Unlabelled and generated digits beside 60 labelled ones; 540 others validate. */
class SemiSupervisedTest {

  private static final int LABELLED = 600;
  private static final int ALL = 1_700;

  @TempDir private Path folder;
  private Path labelled;

  @BeforeEach
  void files() throws IOException {
    labelled = table("labelled.csv", IntStream.range(0, LABELLED).toArray(), 0, true);
  }

  @Test
  void pseudoLabelsMakeUnlabelledItemsUseful() throws Exception {
    var rest = IntStream.range(LABELLED, ALL).toArray();
    var unlabelled = table("unlabelled.csv", rest, 0, false);
    var alone = trial(Map.of()).maxStep(25).train();
    var reports = trial(Map.of()).setting("unlabelled", unlabelled.toString()).maxStep(25).train();
    assertThat(reports.get(24).get("val_accuracy"))
        .isGreaterThan(alone.get(24).get("val_accuracy") + 0.01);
    assertThat(reports.get(1).get("pseudo_labelled")).isZero(); // three evaluations of warm-up
    assertThat(reports.get(24).get("pseudo_labelled")).isBetween(500.0, (double) rest.length);
  }

  @Test
  void eachClassGetsAtMostSoManyLabelsAndAResumedTrialTheSame() throws Exception {
    var rest = IntStream.range(LABELLED, ALL).toArray();
    var unlabelled = table("unlabelled.csv", rest, 0, false).toString();
    var file = folder.resolve("checkpoint");
    var config = Map.of("pseudo_per_class", 20, "pseudo_threshold", 0.5, "pseudo_warmup", 1);
    var whole = trial(config).setting("unlabelled", unlabelled).maxStep(6).train();
    assertThat(whole.get(5).get("pseudo_labelled")).isBetween(150.0, 200.0);
    trial(config).setting("unlabelled", unlabelled).maxStep(6).saveTo(file).stopAfter(3).train();
    var rested =
        trial(config).setting("unlabelled", unlabelled).maxStep(6).resumeFrom(file).train();
    for (int i = 0; i < 3; i++) {
      for (var name : List.of("train_loss", "val_loss", "pseudo_labelled")) {
        assertThat(rested.get(i).get(name)).isEqualTo(whole.get(3 + i).get(name));
      }
    }
  }

  @Test
  void aScorerKeepsGeneratedItemsWithWrongLabelsOut() throws Exception {
    var scorer = folder.resolve("scorer");
    trial(Map.of()).maxStep(25).saveTo(scorer).train();
    // The first half keep their labels, the others are called by the next digit.
    var right = Files.readAllLines(table("a.csv", IntStream.range(600, 1100).toArray(), 0, true));
    var wrong = Files.readAllLines(table("b.csv", IntStream.range(1100, 1600).toArray(), 1, true));
    right.addAll(wrong.subList(1, wrong.size()));
    var generated = Files.write(folder.resolve("generated.csv"), right).toString();
    var all = trial(Map.of()).setting("generated", generated).maxStep(25).train();
    var believed =
        trial(Map.of("generated_threshold", 0.6))
            .setting("generated", generated)
            .setting("generated_scorer", scorer.toString())
            .maxStep(25)
            .train();
    assertThat(all.get(24).get("generated_examples")).isEqualTo(1000);
    assertThat(believed.get(24).get("generated_examples")).isBetween(250.0, 600.0);
    assertThat(believed.get(24).get("val_accuracy"))
        .isGreaterThan(all.get(24).get("val_accuracy") + 0.05);
  }

  @Test
  void unlabelledAndGeneratedItemsCountByTheirWeights() throws Exception {
    var wrong = table("wrong.csv", IntStream.range(600, 1100).toArray(), 1, true).toString();
    var full = trial(Map.of()).setting("generated", wrong).maxStep(8).train();
    var little = trial(Map.of("generated_weight", 0.01)).setting("generated", wrong);
    assertThat(little.maxStep(8).train().get(7).get("val_accuracy"))
        .isGreaterThan(full.get(7).get("val_accuracy") + 0.1);
    var more = table("more.csv", IntStream.range(600, 900).toArray(), 0, false).toString();
    var config = Map.of("pseudo_threshold", 0.5, "pseudo_warmup", 1);
    var whole = trial(config).setting("unlabelled", more).maxStep(3).train();
    var tenth =
        trial(config).setting("unlabelled", more).setting("unlabelled_weight", 0.1).maxStep(3);
    var lighter = tenth.train();
    assertThat(lighter.get(0).get("val_loss")).isEqualTo(whole.get(0).get("val_loss"));
    assertThat(lighter.get(2).get("val_loss")).isNotEqualTo(whole.get(2).get("val_loss"));
  }

  @Test
  void refusesWhatCannotBeCombined() throws Exception {
    var unlabelled = table("unlabelled.csv", new int[] {1, 2, 3}, 0, false).toString();
    refuses(
        Map.of("imbalance", "smote"), "unlabelled", unlabelled, "config.imbalance must be none");
    refuses(Map.of(), "unlabelled", "no.csv", "trainable.unlabelled cannot be used");
    refuses(Map.of("pseudo_threshold", 2), "unlabelled", unlabelled, "config.pseudo_threshold");
    var lines = Files.readAllLines(labelled).subList(0, 5);
    for (int i = 1; i < lines.size(); i++) {
      lines.set(i, lines.get(i).replaceFirst(",\\d+$", i % 2 == 0 ? ",cat" : ",dog"));
    }
    var strange = Files.write(folder.resolve("strange.csv"), lines);
    refuses(Map.of(), "generated", strange.toString(), "holds class 'dog'");
  }

  private void refuses(Map<String, ?> config, String setting, String value, String message) {
    assertThatThrownBy(() -> trial(config).setting(setting, value).maxStep(1).train())
        .isInstanceOf(InvalidTrialException.class)
        .hasMessageContaining(message);
  }

  private RecordedTrial trial(Map<String, ?> config) {
    return RecordedTrial.of(config)
        .setting("recipe", "tabular_classifier")
        .setting("dataset", labelled.toString())
        .setting("target_column", "label")
        .setting("validation_fraction", 0.9)
        .setting("batch_size", 32)
        .setting("lr", 0.003);
  }

  private Path table(String name, int[] digits, int shift, boolean labels) throws IOException {
    var layout = new ImageLayout(1, 8, 8, ImageLayout.Fit.CROP);
    var data = DataSets.images("digits", 10, layout);
    var lines = new ArrayList<String>();
    lines.add(line(IntStream.range(0, 64).mapToObj(i -> "p" + i).toList(), labels ? "label" : ""));
    for (int digit : digits) {
      var pixels = new ArrayList<String>();
      for (byte pixel : data.items().read(digit)) {
        pixels.add(Byte.toString(pixel));
      }
      int label = (data.targets().strata()[digit] + shift) % 10;
      lines.add(line(pixels, labels ? Integer.toString(label) : ""));
    }
    return Files.write(folder.resolve(name), lines);
  }

  private static String line(List<String> values, String last) {
    return String.join(",", values) + (last.isEmpty() ? "" : "," + last);
  }
}
