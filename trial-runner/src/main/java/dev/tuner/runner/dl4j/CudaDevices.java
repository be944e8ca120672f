package dev.tuner.runner.dl4j;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.nd4j.nativeblas.NativeOpsHolder;

/**
 * Prints the GPUs that ND4J's CUDA backend sees, as {@code nvidia-smi} would: a process of its own,
 * because whoever looks takes memory of each device until it ends.
 */
public final class CudaDevices {
  /** Other lines are what native libraries print. */
  public static final String LINE = "device: ";

  private static final String BACKEND = "org/nd4j/linalg/jcublas/JCublasBackend.class";

  private CudaDevices() {}

  /** The command that prints them; empty without the CUDA backend. */
  public static List<String> command() {
    if (CudaDevices.class.getClassLoader().getResource(BACKEND) == null) {
      return List.of();
    }
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return List.of(java, "-cp", System.getProperty("java.class.path"), CudaDevices.class.getName());
  }

  /** Prints a line for each device: index, index, name, memory in MiB, compute capability. */
  public static void main(String[] args) {
    if (!Device.isCuda()) {
      return;
    }
    var driver = NativeOpsHolder.getInstance().getDeviceNativeOps();
    for (int index = 0; index < driver.getAvailableDevices(); index++) {
      System.out.printf(
          Locale.ROOT,
          "%s%d, %d, %s, %d, %d.%d%n",
          LINE,
          index,
          index,
          driver.getDeviceName(index),
          driver.getDeviceTotalMemory(index) >> 20,
          driver.getDeviceMajor(index),
          driver.getDeviceMinor(index));
    }
  }
}
