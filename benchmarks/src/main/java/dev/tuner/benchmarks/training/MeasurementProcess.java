package dev.tuner.benchmarks.training;

import dev.tuner.runner.dl4j.EngineProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs a case as a worker runs a trial: in a process of its own, on one processor. */
final class MeasurementProcess {
  private MeasurementProcess() {}

  /**
   * The rows of one case.
   *
   * @param folder for its files, which the next case finds there
   */
  static List<Row> run(String name, Path folder, boolean quick, List<String> pythons)
      throws IOException, InterruptedException {
    var result = folder.resolve(name + ".rows");
    var log = folder.resolve(name + ".log");
    var builder = new ProcessBuilder(command(name, result, quick, pythons));
    builder.environment().putAll(EngineProcess.environment(1));
    builder.directory(folder.toFile()).redirectErrorStream(true).redirectOutput(log.toFile());
    var process = builder.start();
    try {
      if (process.waitFor() != 0) {
        throw new IllegalStateException(
            "the case %s failed:%n%s".formatted(name, Files.readString(log)));
      }
    } finally {
      process.destroyForcibly();
    }
    return Files.readAllLines(result).stream().map(Row::parse).toList();
  }

  private static List<String> command(
      String name, Path result, boolean quick, List<String> pythons) {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(EngineProcess.jvmArguments(1));
    command.add("-Dorg.eclipse.deeplearning4j.helpers.disable=false"); // DL4J at its best
    command.add("-Dbenchmarks.home=" + Path.of(System.getProperty("benchmarks.home")));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(
        List.of(Measurement.class.getName(), name, result.toString(), String.valueOf(quick)));
    command.addAll(pythons);
    return command;
  }
}
