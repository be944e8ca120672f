package dev.tuner.runner.agent;

import dev.tuner.runner.dl4j.EngineProcess;
import dev.tuner.runner.process.RunFolder;
import dev.tuner.runner.process.TrialProcess;
import dev.tuner.wire.Assignment;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Starts the processes that run trials. */
final class TrialLauncher {

  // The worker alone ends its trials: Ctrl-C, a hang-up or a service manager's SIGTERM goes to the
  // whole group, and would end them before they could save their state. The score makes the kernel
  // prefer the trial to its worker when memory runs out.
  private static final String PRELUDE =
      """
      trap '' INT TERM HUP
      ulimit -c 0
      { echo 500 > /proc/self/oom_score_adj; } 2>/dev/null
      exec "$@"
      """;

  private final URI server;
  private final Path workDir;
  private final ClassArchive archive;

  TrialLauncher(URI server, Path workDir) throws IOException {
    this.server = server;
    this.workDir = workDir;
    this.archive = ClassArchive.in(workDir);
  }

  /** Starts a process that runs {@code assignment} with the resources of {@code slot}. */
  TrialRun start(Assignment assignment, Slots.Slot slot) throws IOException {
    var folder = new RunFolder(Files.createTempDirectory(workDir, "run-"));
    folder.writeAssignment(assignment);
    var builder = new ProcessBuilder(command(folder, slot));
    builder.environment().putAll(environment(slot));
    builder.redirectErrorStream(true).redirectOutput(folder.log().toFile());
    var run = new TrialRun(assignment, slot, builder.start(), folder);
    run.start();
    return run;
  }

  /** The process of {@code run} has ended; its folder is still there. */
  void ended(TrialRun run) {
    archive.keepFrom(run.folder());
  }

  private List<String> command(RunFolder folder, Slots.Slot slot) {
    var command = new ArrayList<>(List.of("/bin/sh", "-c", PRELUDE, "trial"));
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(EngineProcess.jvmArguments(processors(slot)));
    command.addAll(TrialProcess.JVM_ARGUMENTS);
    command.addAll(archive.options(folder));
    command.add("-XX:ErrorFile=" + folder.path().resolve("crash.txt"));
    command.addAll(List.of("-cp", classPath(), TrialProcess.class.getName()));
    command.addAll(List.of(server.toString(), folder.path().toString()));
    return command;
  }

  private static Map<String, String> environment(Slots.Slot slot) {
    var variables = new HashMap<>(EngineProcess.environment(processors(slot)));
    variables.put("CUDA_VISIBLE_DEVICES", String.join(",", slot.gpuIds()));
    return variables;
  }

  private static int processors(Slots.Slot slot) {
    return (int) Math.max(1, Math.floor(slot.resources().cpu()));
  }

  private static String classPath() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
        .map(entry -> Path.of(entry).toAbsolutePath().toString())
        .collect(Collectors.joining(File.pathSeparator));
  }
}
