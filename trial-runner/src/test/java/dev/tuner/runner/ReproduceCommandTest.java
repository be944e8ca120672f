package dev.tuner.runner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tuner.runner.trainable.RecordedTrial;
import dev.tuner.runner.training.TrainingCheckpoint;
import dev.tuner.runner.training.recipe.Provenance;
import java.nio.file.Path;
import java.util.HashMap;
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
  void aTakeoverIsTrainedAgainFromItsDonorsFirstStepOn() throws Exception {
    var donor = folder.resolve("donor");
    RecordedTrial.of(CONFIG).seed(7).maxStep(4).stopAfter(1).saveTo(donor).train();
    var second = folder.resolve("second");
    taking(donor, 0.03).stopAfter(2).saveTo(second).train();
    var paused = folder.resolve("paused");
    taking(second, 0.03).stopAfter(3).saveTo(paused).train(); // no takeover: the same config
    var third = folder.resolve("third");
    taking(paused, 0.001).saveTo(third).train();
    var origin = Provenance.parse(TrainingCheckpoint.read(third).provenance());
    assertThat(origin.ancestry()).extracting(Provenance.Segment::to).containsExactly(1L, 3L);
    assertThat(origin.ancestry())
        .extracting(segment -> segment.config().get("lr"))
        .containsExactly(0.01, 0.03);
    assertThat(reproduce(third)).isZero();
  }

  private static RecordedTrial taking(Path weights, double lr) {
    var config = new HashMap<>(CONFIG);
    config.put("lr", lr);
    return RecordedTrial.of(config).seed(7).maxStep(4).resumeFrom(weights);
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
