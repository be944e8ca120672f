package dev.tuner.runner.dl4j;

import java.util.List;
import java.util.Map;

/**
 * How to start a process that trains with the DL4J engine. Measured, not guessed: see each flag.
 */
public final class EngineProcess {

  private EngineProcess() {}

  /**
   * Options of the Java machine.
   *
   * @param cpus the processors the process may keep busy, at least 1
   */
  public static List<String> jvmArguments(int cpus) {
    return List.of(
        "-XX:ActiveProcessorCount=" + cpus,
        // ND4J's arrays are freed when the collector finds them: a small heap finds them early.
        "-Xms64m",
        "-Xmx512m",
        "-XX:+UseSerialGC",
        // The memory cache lies outside the heap; without this it would get as much as the heap.
        "-XX:MaxDirectMemorySize=2g",
        "-Dorg.bytedeco.javacpp.maxbytes=4g",
        "-Dorg.bytedeco.javacpp.maxphysicalbytes=6g",
        // Optimise only loops that run for millions of rounds: a short trial costs 2 s of processor
        // time instead of 3, and a long one loses nothing.
        "-XX:Tier4InvocationThreshold=1000000",
        "-XX:Tier4MinInvocationThreshold=600",
        "-XX:Tier4CompileThreshold=2000000",
        "-XX:Tier4BackEdgeThreshold=2000000");
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
