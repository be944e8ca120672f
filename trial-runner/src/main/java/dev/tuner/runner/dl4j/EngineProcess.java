package dev.tuner.runner.dl4j;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;

/**
 * How to start a process that trains with the DL4J engine. Measured, not guessed: see each flag.
 */
public final class EngineProcess {

  private static final long LEAST_HEAP = 512;
  private static final long MOST_HEAP = 8_192;
  private static final long LEAST_BESIDE_HEAP = 5_632;

  private EngineProcess() {}

  /**
   * Options of the Java machine. What limits a wide model is the heap first: it holds the weights,
   * their gradient and what the optimizer keeps, 16 bytes a parameter with Adam; ND4J holds as much
   * again beside it.
   *
   * @param cpus the processors the process may keep busy, at least 1
   */
  public static List<String> jvmArguments(int cpus) {
    long share = machineMegabytes() * cpus / Math.max(cpus, processors());
    long heap = heapMegabytes(share);
    return List.of(
        "-XX:ActiveProcessorCount=" + cpus,
        "-Xms64m",
        "-Xmx" + heap + "m",
        // ND4J's arrays are freed when the collector finds them: a small heap for what is new finds
        // them as early in a large heap as in one of 512 MB.
        "-XX:MaxNewSize=160m",
        "-XX:+UseSerialGC",
        // The memory cache lies outside the heap; without this it would get as much as the heap.
        "-XX:MaxDirectMemorySize=2g",
        // Counts the whole process, and is the only limit that ND4J's arrays know: not maxbytes.
        "-Dorg.bytedeco.javacpp.maxphysicalbytes=" + (heap + besideHeapMegabytes(share)) + "m",
        // Optimise only loops that run for millions of rounds: a short trial costs 2 s of processor
        // time instead of 3, and a long one loses nothing.
        "-XX:Tier4InvocationThreshold=1000000",
        "-XX:Tier4MinInvocationThreshold=600",
        "-XX:Tier4CompileThreshold=2000000",
        "-XX:Tier4BackEdgeThreshold=2000000");
  }

  /**
   * Most heap: a quarter of the process's share of the machine's memory, from 512 MB to 8 GB.
   *
   * @param share of the machine's memory, as large as that of its processors, in MB
   */
  static long heapMegabytes(long share) {
    return Math.max(LEAST_HEAP, Math.min(MOST_HEAP, share / 4));
  }

  /** Most memory beside the heap: half of the share, at least 5.5 GB. */
  static long besideHeapMegabytes(long share) {
    return Math.max(LEAST_BESIDE_HEAP, share / 2);
  }

  private static long machineMegabytes() {
    // of the container where there is one
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize()
        >> 20;
  }

  private static int processors() {
    return Runtime.getRuntime().availableProcessors();
  }

  /**
   * Environment variables. More threads than processors make ND4J many times slower: its threads
   * wait by spinning.
   *
   * @param cpus the processors the process may keep busy, at least 1
   */
  public static Map<String, String> environment(int cpus) {
    var threads = Integer.toString(cpus);
    return Map.of("OMP_NUM_THREADS", threads, "OPENBLAS_NUM_THREADS", threads);
  }
}
