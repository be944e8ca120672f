package dev.tuner.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A study's best model of the digits, taken from a live service by the {@code tuner} command:
 * predictions as a file, and exports that other programs answer with.
 */
final class TrainedDigits {

  private static final Path HOME = Path.of("..");
  private static final int ITEMS = 200;

  private final URI service;
  private final String study;
  private final Path folder;
  private final List<String[]> digits;

  TrainedDigits(URI service, String study, Path folder) throws IOException {
    this.service = service;
    this.study = study;
    this.folder = folder;
    this.digits = digits();
  }

  /** Predicts and exports, and compares what comes of both. */
  void assertPredictedAlikeEverywhere() throws Exception {
    var submission = folder.resolve("submission.csv");
    var said = tuner("predict", "--data", npy().toString(), "-o", submission.toString());
    assertThat(said).contains("Taken: the checkpoint of trial", "200 predictions by the weights");
    var lines = Files.readAllLines(submission);
    assertThat(lines).hasSize(ITEMS + 1).first().isEqualTo("id,prediction");
    var classes = new long[ITEMS];
    int right = 0;
    for (int i = 0; i < ITEMS; i++) {
      var cells = lines.get(i + 1).split(",", -1);
      assertThat(cells[0]).isEqualTo(String.valueOf(i));
      classes[i] = Long.parseLong(cells[1]);
      right += cells[1].equals(digits.get(i)[64]) ? 1 : 0;
    }
    assertThat(right).isGreaterThan(180);
    assertThat(byOnnxRuntime()).isEqualTo(classes);
    assertThat(byDl4j()).isEqualTo(classes);
  }

  private long[] byOnnxRuntime() throws Exception {
    var file = folder.resolve("model.onnx");
    tuner("export", "-o", file.toString());
    var runtime = OrtEnvironment.getEnvironment();
    try (var session = runtime.createSession(file.toString());
        var input = OnnxTensor.createTensor(runtime, FloatBuffer.wrap(pixels()), shape());
        var answers = session.run(java.util.Map.of("input", input))) {
      return (long[]) answers.get("class").orElseThrow().getValue();
    }
  }

  private long[] byDl4j() throws Exception {
    var file = folder.resolve("model.zip");
    tuner("export", "--format", "dl4j", "-o", file.toString());
    var graph = ComputationGraph.load(file.toFile(), false);
    var answer = graph.outputSingle(Nd4j.createFromArray(pixels()).reshape('c', shape()));
    return answer.argMax(1).toLongVector();
  }

  /** Runs the command as the script does; returns all that it printed. */
  private String tuner(String command, String... options) throws Exception {
    var client = HOME.resolve("tuner-client/target");
    var words =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dtuner.home=" + HOME,
                "-cp",
                client.resolve("tuner-client.jar") + ":" + client.resolve("lib") + "/*",
                "dev.tuner.client.cli.Tuner",
                command,
                study,
                "--server=" + service));
    words.addAll(Arrays.asList(options));
    var process = new ProcessBuilder(words).redirectErrorStream(true).start();
    var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    return said;
  }

  private static List<String[]> digits() throws IOException {
    try (var file = TrainedDigits.class.getResourceAsStream("/data/digits/digits.csv.gz");
        var text = new InputStreamReader(new GZIPInputStream(file), StandardCharsets.US_ASCII);
        var lines = new BufferedReader(text)) {
      return lines.lines().limit(ITEMS).map(line -> line.split(",", -1)).toList();
    }
  }

  private float[] pixels() {
    var pixels = new float[ITEMS * 64];
    IntStream.range(0, pixels.length)
        .forEach(i -> pixels[i] = Float.parseFloat(digits.get(i / 64)[i % 64]));
    return pixels;
  }

  private static long[] shape() {
    return new long[] {ITEMS, 1, 8, 8};
  }

  private Path npy() throws IOException {
    var header =
        "{'descr': '|u1', 'fortran_order': False, 'shape': (%d, 1, 8, 8), }".formatted(ITEMS);
    var bytes = new java.io.ByteArrayOutputStream();
    int padded = (10 + header.length() + 1 + 63) / 64 * 64 - 10;
    bytes.writeBytes(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, (byte) padded, 0});
    bytes.writeBytes(
        (header + " ".repeat(padded - header.length() - 1) + "\n")
            .getBytes(StandardCharsets.US_ASCII));
    for (float pixel : pixels()) {
      bytes.write((int) pixel);
    }
    return Files.write(folder.resolve("digits.npy"), bytes.toByteArray());
  }
}
