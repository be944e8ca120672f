package dev.tuner.client.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A command of the built trial-runner that needs the deep-learning engine, run once as a process of
 * its own: this one does not have the engine's libraries.
 */
public final class TrialRunnerTool {

  private final Path home;

  /**
   * @param home the directory that holds the built modules
   */
  public TrialRunnerTool(Path home) {
    this.home = home;
  }

  /**
   * Runs the command to its end; what it prints goes where this process prints.
   *
   * @return its exit code
   * @throws LocalStackException if the trial-runner is not built
   */
  public int run(List<String> arguments) throws IOException, InterruptedException {
    var jar = home.resolve("trial-runner/target/trial-runner.jar");
    if (!Files.exists(jar)) {
      throw new LocalStackException(
          "%s is not built; start through the tuner script, which builds it".formatted(jar));
    }
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // A small heap frees the engine's arrays early; short runs are not worth the best compiler.
    command.addAll(List.of("-Xmx1g", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-cp", jar + ":" + jar.resolveSibling("lib") + "/*"));
    command.add("dev.tuner.runner.TrialRunner");
    command.addAll(arguments);
    var builder = new ProcessBuilder(command).inheritIO();
    // More threads than idle processors make the engine many times slower.
    builder.environment().putIfAbsent("OMP_NUM_THREADS", "1");
    builder.environment().putIfAbsent("OPENBLAS_NUM_THREADS", "1");
    var process = builder.start();
    try {
      return process.waitFor();
    } finally {
      process.destroy();
    }
  }
}
