package dev.tuner.benchmarks.training;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The harness against PyTorch on one thread, where a Python has it. */
final class PyTorchCase {
  private PyTorchCase() {}

  static List<Row> rows(Scale scale) throws Exception {
    var python = python(scale.pythons());
    if (python.isEmpty()) {
      return List.of(
          Row.of(
              "skipped: no Python with torch (Debian: python3-torch; --python)", Double.NaN, ""));
    }
    var rows = new ArrayList<Row>();
    for (var model : Model.all()) {
      var fields = TechniqueCases.fields(model, scale);
      var contest =
          Contest.of(
              Math.min(3, scale.rounds()),
              List.of(() -> HarnessTrial.rate(fields), () -> rate(python.get(), model, scale)));
      rows.add(Row.of(model.words() + ": PyTorch", contest.rate(1), "images/s"));
      rows.add(Row.of(model.words() + ": harness against PyTorch", contest.ratio(0, 1), "times"));
    }
    return rows;
  }

  private static Optional<String> python(List<String> candidates) throws InterruptedException {
    for (var candidate : candidates) {
      if (hasTorch(candidate)) {
        return Optional.of(candidate);
      }
    }
    return Optional.empty();
  }

  private static boolean hasTorch(String python) throws InterruptedException {
    try {
      return run(List.of(python, "-c", "import torch")).isPresent();
    } catch (IOException e) {
      return false; // no such command
    }
  }

  private static double rate(String python, Model model, Scale scale)
      throws IOException, InterruptedException {
    var script = Path.of(System.getProperty("benchmarks.home"), "peers", "training.py");
    var arguments =
        List.of(
            python,
            script.toString(),
            model.word(),
            String.valueOf(Scale.BATCH),
            String.valueOf(scale.batches()));
    return Double.parseDouble(
        run(arguments).orElseThrow(() -> new IOException(script + " failed")).strip());
  }

  /** What a command printed; empty if it failed. */
  private static Optional<String> run(List<String> command)
      throws IOException, InterruptedException {
    var process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    var printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return process.waitFor() == 0 ? Optional.of(printed) : Optional.empty();
  }
}
