package dev.tuner.runner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tuner.runner.trainable.RecordedTrial;
import dev.tuner.runner.training.TrainingCheckpoint;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** A checkpoint is enough to train its trial again. */
class ReproduceCommandTest {

  private static final Map<String, Object> CONFIG =
      Map.of("lr", 0.01, "lr_schedule", "one_cycle", "dropout", 0.2, "mixup", 0.2);

  @TempDir private Path folder;

  @Test
  void theWeightsAreTheSameAgain() throws Exception {
    var checkpoint = folder.resolve("checkpoint");
    RecordedTrial.of(CONFIG).seed(7).maxStep(4).stopAfter(2).saveTo(checkpoint).train();
    assertThat(reproduce(checkpoint)).isZero();
  }

  @Test
  void otherWeightsAreFound() throws Exception {
    var checkpoint = folder.resolve("checkpoint");
    RecordedTrial.of(CONFIG).seed(7).maxStep(2).stopAfter(1).saveTo(checkpoint).train();
    var saved = TrainingCheckpoint.read(checkpoint);
    saved.weights().parameters()[3] += 0.001f;
    TrainingCheckpoint.write(saved, checkpoint);
    assertThat(reproduce(checkpoint)).isEqualTo(1);
  }

  private static int reproduce(Path checkpoint) {
    return new CommandLine(new ReproduceCommand()).execute("--checkpoint", checkpoint.toString());
  }
}
