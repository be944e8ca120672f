package dev.tuner.runner.dl4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tuner.runner.trainable.RecordedTrial;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is kept and said about evaluations. */
class EvaluationNotesTest {

  private static final int CLASSES = 10;

  @TempDir private Path folder;

  @Test
  void predictionsOfEachEvaluationGiveItsMetricAgain() throws Exception {
    var reports = trial().setting("keep_predictions", folder.toString()).maxStep(2).train();
    for (int step = 1; step <= 2; step++) {
      var file = folder.resolve("predictions-%016x-step-%d.npz".formatted(1, step));
      try (var zip = new ZipFile(file.toFile())) {
        var outputs = values(zip, "outputs.npy");
        var targets = values(zip, "targets.npy");
        int items = outputs.length / CLASSES;
        int right = 0;
        for (int item = 0; item < items; item++) {
          right += largest(outputs, item) == largest(targets, item) ? 1 : 0;
        }
        assertThat((double) right / items).isEqualTo(reports.get(step - 1).get("val_accuracy"));
      }
    }
  }

  @Test
  void aSampleTooSmallToTellTrialsApartIsSaidOnce() throws Exception {
    assertThat(log(trial().setting("eval_sample", 60).maxStep(3)).split("eval_sample 60", -1))
        .hasSize(2);
    assertThat(log(trial().maxStep(1))).doesNotContain("warning");
  }

  private static String log(RecordedTrial trial) throws Exception {
    var before = System.out;
    var log = new ByteArrayOutputStream();
    System.setOut(new PrintStream(log, true, StandardCharsets.UTF_8));
    try {
      trial.train();
    } finally {
      System.setOut(before);
    }
    return log.toString(StandardCharsets.UTF_8);
  }

  private static RecordedTrial trial() {
    return RecordedTrial.of(Map.of("lr", 0.003, "hidden_sizes", List.of(16)));
  }

  private static float[] values(ZipFile zip, String name) throws Exception {
    try (var in = zip.getInputStream(zip.getEntry(name))) {
      var bytes = ByteBuffer.wrap(in.readAllBytes()).order(ByteOrder.LITTLE_ENDIAN);
      bytes.position(10 + bytes.getShort(8));
      var values = new float[bytes.remaining() / Float.BYTES];
      bytes.asFloatBuffer().get(values);
      return values;
    }
  }

  private static int largest(float[] values, int item) {
    int best = 0;
    for (int c = 1; c < CLASSES; c++) {
      best = values[item * CLASSES + c] > values[item * CLASSES + best] ? c : best;
    }
    return best;
  }
}
