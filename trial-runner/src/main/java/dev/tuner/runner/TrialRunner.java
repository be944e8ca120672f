package dev.tuner.runner;

import dev.tuner.client.TunerException;
import dev.tuner.runner.agent.Gpu;
import dev.tuner.runner.agent.GpuProbe;
import dev.tuner.runner.agent.MemorySize;
import dev.tuner.runner.agent.Worker;
import dev.tuner.runner.agent.WorkerOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs trials on this machine. */
@Command(
    name = "trial-runner",
    mixinStandardHelpOptions = true,
    versionProvider = TrialRunner.Version.class,
    sortOptions = false,
    description = "Leases trials from a Tuner service and trains them on this machine.")
public final class TrialRunner implements Callable<Integer> {

  static {
    // Before the first logger exists: one line for an event, for people.
    System.setProperty("org.slf4j.simpleLogger.log.dev.tuner", "info");
    System.setProperty("org.slf4j.simpleLogger.showDateTime", "true");
    System.setProperty("org.slf4j.simpleLogger.dateTimeFormat", "HH:mm:ss");
    System.setProperty("org.slf4j.simpleLogger.showThreadName", "false");
    System.setProperty("org.slf4j.simpleLogger.showLogName", "false");
  }

  @Option(
      names = "--server",
      paramLabel = "URL",
      defaultValue = "${env:TUNER_SERVER:-http://127.0.0.1:8080}",
      description = "The service's address; also TUNER_SERVER. Default: http://127.0.0.1:8080")
  private URI server;

  @Option(names = "--name", description = "Shown to people. Default: the host's name")
  private String name;

  @Option(names = "--cpus", paramLabel = "N", description = "CPU cores to offer. Default: all")
  private Double cpus;

  @Option(names = "--gpus", paramLabel = "N", description = "GPUs to offer. Default: all")
  private Integer gpus;

  @Option(
      names = "--gpu-memory",
      paramLabel = "SIZE",
      converter = MemorySize.class,
      description =
          "Memory of each GPU that trials may use, such as 20GB. Default: all that nvidia-smi"
              + " shows")
  private Long gpuMemory;

  @Option(
      names = "--label",
      paramLabel = "KEY=VALUE",
      description =
          "What studies may ask for by resources_per_trial.labels, such as zone=a; may be given"
              + " several times")
  private Map<String, String> labels = Map.of();

  @Option(
      names = "--work-dir",
      paramLabel = "FOLDER",
      description =
          "For the files of running trials, and the logs of failed ones. Default: a new temporary"
              + " folder")
  private Path workDir;

  @Option(
      names = "--grace",
      paramLabel = "SECONDS",
      defaultValue = "30",
      description = "Time for trials to save their state after Ctrl-C or SIGTERM. Default: 30")
  private long graceSeconds;

  @Option(names = "--visible-gpus", hidden = true, defaultValue = "${env:CUDA_VISIBLE_DEVICES}")
  private String visibleGpus;

  /** Runs the command; the exit status is 0 after Ctrl-C or SIGTERM. */
  public static void main(String[] args) {
    System.exit(
        new CommandLine(new TrialRunner())
            .addSubcommand(new PredictCommand())
            .addSubcommand(new RecipeCommand())
            .addSubcommand(new ExportCommand())
            .addSubcommand(new ReproduceCommand())
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setExecutionExceptionHandler(new Refusals())
            .execute(args));
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    try {
      var worker = new Worker(options());
      var ending = new Thread(() -> end(worker), "ending");
      Runtime.getRuntime().addShutdownHook(ending);
      run(worker, ending);
      return CommandLine.ExitCode.OK;
    } catch (IllegalArgumentException | TunerException e) {
      System.err.println(e.getMessage());
      return CommandLine.ExitCode.USAGE;
    }
  }

  private static void run(Worker worker, Thread ending) {
    try {
      worker.run();
    } catch (TunerException refused) {
      // Its exit status must be the refusal's, not that of an orderly end.
      Runtime.getRuntime().removeShutdownHook(ending);
      throw refused;
    }
  }

  /** Ctrl-C and SIGTERM end here: an orderly end is exit status 0, not the signal's. */
  private static void end(Worker worker) {
    try {
      worker.stop();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      System.err.println("The work folder cannot be cleaned up: " + e);
    } finally {
      Runtime.getRuntime().halt(CommandLine.ExitCode.OK);
    }
  }

  private WorkerOptions options() throws IOException, InterruptedException {
    return new WorkerOptions(
        server,
        name == null ? hostName() : name,
        cpus == null ? Runtime.getRuntime().availableProcessors() : cpus,
        withMemory(offered(GpuProbe.probe(visibleGpus))),
        labels,
        Optional.ofNullable(workDir),
        Duration.ofSeconds(graceSeconds));
  }

  private List<Gpu> withMemory(List<Gpu> offered) {
    return gpuMemory == null
        ? offered
        : offered.stream().map(gpu -> gpu.withMemory(gpuMemory)).toList();
  }

  private List<Gpu> offered(List<Gpu> found) {
    if (gpus == null) {
      return found;
    }
    if (gpus < 0 || gpus > found.size()) {
      throw new IllegalArgumentException(
          "--gpus must be between 0 and the %d GPUs that nvidia-smi shows here but was %d"
              .formatted(found.size(), gpus));
    }
    return found.subList(0, gpus);
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      // A host that does not know its own name still has a worker that people can tell apart.
      return "worker-" + ProcessHandle.current().pid();
    }
  }

  /** The version that the jar was built as. */
  static final class Version implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      var built = TrialRunner.class.getPackage().getImplementationVersion();
      return new String[] {"trial-runner " + (built == null ? "(not packaged)" : built)};
    }
  }
}
