package dev.tuner.runner.agent;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Finds the GPUs of this machine by asking {@code nvidia-smi}. */
public final class GpuProbe {

  private static final long ANSWER_SECONDS = 20;

  private GpuProbe() {}

  /**
   * The GPUs that {@code nvidia-smi} shows, in its order; none when there is no such program or it
   * finds no driver.
   *
   * @param visible the worker's own {@code CUDA_VISIBLE_DEVICES}: indexes or UUIDs, separated by
   *     commas; null means all
   */
  public static List<Gpu> probe(String visible) throws IOException, InterruptedException {
    var query = "--query-gpu=index,uuid,name,memory.total,compute_cap";
    Process process;
    try {
      process =
          new ProcessBuilder("nvidia-smi", query, "--format=csv,noheader,nounits")
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
    } catch (IOException notInstalled) {
      return List.of();
    }
    var watchdog = process.onExit().orTimeout(ANSWER_SECONDS, TimeUnit.SECONDS);
    watchdog.exceptionally(
        hanging -> {
          process.destroyForcibly();
          return process;
        });
    try (var answer = process.inputReader()) {
      var lines = answer.lines().toList();
      return process.waitFor() == 0 ? parse(lines, visible) : List.of();
    }
  }

  static List<Gpu> parse(List<String> lines, String visible) {
    var wanted = visible == null ? null : Arrays.asList(visible.strip().split("\\s*,\\s*", -1));
    return lines.stream()
        .map(line -> line.strip().split("\\s*,\\s*", -1))
        .filter(fields -> fields.length == 5)
        .filter(
            fields -> wanted == null || wanted.contains(fields[0]) || wanted.contains(fields[1]))
        .map(fields -> new Gpu(fields[1], fields[2], mebibytes(fields[3]), fields[4]))
        .toList();
  }

  private static long mebibytes(String text) {
    // Some devices answer "[N/A]": their memory is then unknown, not zero trials' worth.
    return text.matches("\\d+") ? Long.parseLong(text) << 20 : 0;
  }
}
