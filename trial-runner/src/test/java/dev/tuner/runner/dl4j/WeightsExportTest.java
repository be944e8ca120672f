package dev.tuner.runner.dl4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tuner.runner.trainable.RecordedTrial;
import dev.tuner.runner.training.TrainingCheckpoint;
import dev.tuner.runner.training.recipe.Provenance;
import dev.tuner.runner.training.recipe.WeightsExport;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A trained model's weights as another program finds them. */
class WeightsExportTest {

  @TempDir private Path folder;

  @Test
  void holdsEachTensorByNameAndWhereTheyComeFrom() throws Exception {
    var checkpoint = folder.resolve("checkpoint");
    RecordedTrial.of(Map.of("hidden_sizes", List.of(5), "norm", "batch", "ema_decay", 0.9))
        .maxStep(1)
        .saveTo(checkpoint)
        .train();
    var state = TrainingCheckpoint.read(checkpoint);
    var npz = folder.resolve("model.npz");
    WeightsExport.write(state, npz);
    try (var zip = new ZipFile(npz.toFile())) {
      byte[] content = content(zip, "hidden1.weight.npy");
      var bytes = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
      int begin = 10 + bytes.getShort(8);
      var header = new String(content, 10, begin - 10, StandardCharsets.US_ASCII);
      assertThat(header).contains("'descr': '<f4'", "'shape': (64, 5)", "'fortran_order': False");
      assertThat(begin % 64).isZero();
      assertThat(content).hasSize(begin + 64 * 5 * Float.BYTES);
      float[] average = state.average().orElseThrow().parameters();
      assertThat(bytes.getFloat(begin)).isEqualTo(average[0]);
      assertThat(bytes.getFloat(begin + 4 * 319)).isEqualTo(average[319]);
      assertThat(average[0]).isNotEqualTo(state.weights().parameters()[0]);
      assertThat(zip.stream().map(entry -> entry.getName()))
          .contains("output.bias.npy", "norm1.mean.npy");
      var text = new String(content(zip, "provenance.json"), StandardCharsets.UTF_8);
      assertThat(Provenance.parse(text).seed()).isEqualTo(1);
      var preparation = new String(content(zip, "preparation.json"), StandardCharsets.UTF_8);
      assertThat(preparation).contains("\"scaling\":{\"means\":[4.8");
    }
  }

  private static byte[] content(ZipFile zip, String name) throws Exception {
    try (var in = zip.getInputStream(zip.getEntry(name))) {
      return in.readAllBytes();
    }
  }
}
