package dev.tuner.runner.agent;

import dev.tuner.runner.dl4j.CudaDevices;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Finds the GPUs of this machine by asking {@code nvidia-smi}, which takes none of their memory;
 * where it does not answer, ND4J's CUDA backend, if that is on the class path.
 */
public final class GpuProbe {

  private static final long ANSWER_SECONDS = 20;
  private static final List<String> NVIDIA_SMI =
      List.of(
          "nvidia-smi",
          "--query-gpu=index,uuid,name,memory.total,compute_cap",
          "--format=csv,noheader,nounits");

  private GpuProbe() {}

  /**
   * The GPUs, in the order of their indexes; none when nobody shows any.
   *
   * @param visible the worker's own {@code CUDA_VISIBLE_DEVICES}: indexes or UUIDs, separated by
   *     commas; null means all
   */
  public static List<Gpu> probe(String visible) throws IOException, InterruptedException {
    var lines = answer(NVIDIA_SMI);
    if (lines.isEmpty() && !CudaDevices.command().isEmpty()) {
      lines =
          answer(CudaDevices.command()).stream()
              .filter(line -> line.startsWith(CudaDevices.LINE))
              .map(line -> line.substring(CudaDevices.LINE.length()))
              .toList();
    }
    return parse(lines, visible);
  }

  /** What the program prints; nothing when there is no such program, or it fails. */
  private static List<String> answer(List<String> command)
      throws IOException, InterruptedException {
    var builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().remove("CUDA_VISIBLE_DEVICES"); // or the indexes would be other ones
    Process process;
    try {
      process = builder.start();
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
      return process.waitFor() == 0 ? lines : List.of();
    }
  }

  static List<Gpu> parse(List<String> lines, String visible) {
    var wanted = visible == null ? null : Arrays.asList(visible.strip().split("\\s*,\\s*", -1));
    return lines.stream()
        .map(line -> line.strip().split("\\s*,\\s*", -1))
        .filter(fields -> fields.length == 5 && fields[0].matches("\\d{1,4}"))
        .filter(
            fields -> wanted == null || wanted.contains(fields[0]) || wanted.contains(fields[1]))
        .map(
            fields ->
                new Gpu(
                    Integer.parseInt(fields[0]),
                    fields[1],
                    fields[2],
                    mebibytes(fields[3]),
                    fields[4]))
        .toList();
  }

  private static long mebibytes(String text) {
    // Some devices answer "[N/A]": their memory is then unknown, not zero trials' worth.
    return text.matches("\\d+") ? Long.parseLong(text) << 20 : 0;
  }
}
