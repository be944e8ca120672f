package dev.tuner.runner.dl4j;

import dev.tuner.runner.training.UnsupportedDeviceException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Whether ND4J's CUDA library has machine code for the GPUs here. Asked before ND4J starts, because
 * it fails without words on a GPU it has no code for.
 *
 * @param capabilities the GPUs' compute capabilities as the driver tells them, such as {@code 8.6};
 *     empty if ND4J will not use a GPU
 */
record CudaSupport(List<String> capabilities) {

  private static final String BACKEND = "org/nd4j/linalg/jcublas/JCublasBackend.class";
  private static final double OLDEST = 3.7;
  private static final double FIRST_TOO_NEW = 9.0; // code up to 8.6, which 8.9 runs too; no PTX

  /** Asks the driver, if ND4J's CUDA library is on the class path. */
  static CudaSupport ofThisMachine() {
    boolean onClassPath = CudaSupport.class.getClassLoader().getResource(BACKEND) != null;
    boolean cpuPreferred = System.getenv("BACKEND_PRIORITY_CPU") != null;
    return new CudaSupport(onClassPath && !cpuPreferred ? askDriver() : List.of());
  }

  /**
   * Returns if ND4J can run here.
   *
   * @throws UnsupportedDeviceException if there is a GPU that it has no machine code for
   */
  void check() {
    for (var capability : capabilities) {
      double number = Double.parseDouble(capability);
      if (number < OLDEST || number >= FIRST_TOO_NEW) {
        throw new UnsupportedDeviceException(
            ("the GPU has compute capability %s, but DL4J 1.0.0-M2.1 runs on 3.7 to 8.9 only;"
                    + " use another GPU, or set BACKEND_PRIORITY_CPU=1000 to train on the CPU")
                .formatted(capability));
      }
    }
  }

  private static List<String> askDriver() {
    var command =
        new ArrayList<>(List.of("nvidia-smi", "--query-gpu=compute_cap", "--format=csv,noheader"));
    var visible = System.getenv("CUDA_VISIBLE_DEVICES");
    if (visible != null && visible.isBlank()) {
      return List.of();
    }
    if (visible != null) {
      command.add("--id=" + visible);
    }
    return answer(command);
  }

  private static List<String> answer(List<String> command) {
    try {
      var process =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
      var answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      boolean ended = process.waitFor(10, TimeUnit.SECONDS);
      return ended && process.exitValue() == 0 ? answer.strip().lines().toList() : List.of();
    } catch (IOException e) {
      return List.of(); // no driver: ND4J will fall back to the CPU
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return List.of();
    }
  }
}
