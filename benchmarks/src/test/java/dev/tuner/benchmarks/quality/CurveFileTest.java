package dev.tuner.benchmarks.quality;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CurveFileTest {
  @TempDir private Path directory;

  private CurveTable read(String space, String... lines) throws IOException {
    Files.writeString(
        directory.resolve("t.meta.json"), "{\"mode\":\"max\",\"space\":[" + space + "]}");
    try (OutputStream out =
        new GZIPOutputStream(Files.newOutputStream(directory.resolve("t.jsonl.gz")))) {
      out.write(String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
    }
    return CurveFile.read(directory, "t");
  }

  @Test
  void timeOneIsTheLongestTrainingThatDidNotBreakOff() throws IOException {
    CurveTable table =
        read(
            "{\"name\":\"x\",\"type\":\"int\",\"low\":1,\"high\":3,\"log\":false}",
            "{\"status\":\"ok\",\"config\":{\"x\":1},\"steps\":[1,2],\"valid\":[0.1,0.5],\"time_s\":[10,30]}",
            "{\"status\":\"ok\",\"config\":{\"x\":3},\"steps\":[1],\"valid\":[0.3],\"time_s\":[10]}",
            "{\"status\":\"diverged\",\"config\":{\"x\":2},\"steps\":[1],\"valid\":[0.1],\"time_s\":[70]}");
    var curve = (RecordedCurve) table.supply(1).takeNearest(Map.of("x", 1L));
    assertThat(curve.times()).containsExactly(10 / 30.0, 1.0);
    assertThat(curve.losses()).containsExactly(-0.1, -0.5);
    assertThat(curve.failed()).isFalse();
    assertThat(table.supply(1).takeNearest(Map.of("x", 2L)).failed()).isTrue();
  }

  @Test
  void stepZeroIsLeftOutAndNullIsWorst() throws IOException {
    CurveTable table =
        read(
            "{\"name\":\"b\",\"type\":\"float\",\"low\":0,\"high\":0.9,\"log\":false,"
                + "\"reparam\":\"1-x\",\"one_minus_low\":0.1,\"one_minus_high\":1.0}",
            "{\"status\":\"diverged\",\"config\":{\"b\":0.90001},\"steps\":[0,5,10],\"valid\":[0.9,0.2,null]}",
            "{\"status\":\"ok\",\"config\":{\"b\":0},\"steps\":[0,5,10],\"valid\":[0.9,0.3,0.4]}");
    var curve = (RecordedCurve) table.supply(1).takeNearest(Map.of("b", 0.1));
    assertThat(curve.losses()).containsExactly(-0.2, Double.POSITIVE_INFINITY);
    assertThat(curve.times()).containsExactly(0.5, 1.0);
    assertThat(curve.config()).containsEntry("b", 0.1);
    assertThat(curve.failed()).isFalse();
  }
}
