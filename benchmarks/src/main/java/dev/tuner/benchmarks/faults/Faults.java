package dev.tuner.benchmarks.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Kills everything at random while studies run, and looks for what was lost. */
@Command(
    name = "faults",
    description = {
      "Kills instances of the service, workers, trials and PostgreSQL at random while studies run;",
      "exits with 1 when anything was lost, doubled or exceeded."
    },
    mixinStandardHelpOptions = true)
public final class Faults implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--kills",
      paramLabel = "N",
      defaultValue = "200",
      description = "how many processes are killed (default: 200)")
  private int kills;

  @Option(
      names = "--pause",
      paramLabel = "SECONDS",
      defaultValue = "3",
      description = "mean time between two kills (default: 3)")
  private double pauseSeconds;

  @Option(
      names = "--minutes",
      paramLabel = "N",
      defaultValue = "15",
      description = "how long the kills may take together (default: 15)")
  private int minutes;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "of the draws of what is killed when (default: 1)")
  private long seed;

  @Option(
      names = "--outage",
      paramLabel = "SECONDS",
      defaultValue = "30",
      description = "how long PostgreSQL is away (default: 30)")
  private long outageSeconds;

  @Option(
      names = "--network",
      paramLabel = "SECONDS",
      defaultValue = "30",
      description = "how long connections are slow, cut and doubled (default: 30)")
  private long networkSeconds;

  @Option(
      names = "--clock-library",
      paramLabel = "FILE",
      defaultValue = FaultRun.CLOCK_LIBRARY,
      description = "libfaketime, to let a clock jump; left out where the file is absent")
  private Path clockLibrary;

  @Option(
      names = "--folder",
      paramLabel = "DIR",
      description = "where logs and data go; absent or empty (default: a new temporary one)")
  private Path folder;

  /** Where the benchmarks module is; the script says so. */
  private final Path home = Path.of(System.getProperty("benchmarks.home", "benchmarks"));

  @Override
  public Integer call() throws IOException, InterruptedException, SQLException {
    if (kills < 0 || !(pauseSeconds > 0) || outageSeconds < 0 || networkSeconds < 0) {
      throw new ParameterException(
          spec.commandLine(), "--kills and times must not be negative, and --pause positive");
    }
    var start = System.nanoTime();
    var plan = plan();
    spec.commandLine().getErr().println("faults: logs and data are in " + plan.folder());
    var report = FaultRun.of(plan);
    var out = spec.commandLine().getOut();
    report.seen().forEach((name, value) -> out.printf("%-24s%s%n", name, value));
    out.printf("%-24s%d%n", "seed", seed);
    out.printf("%-24s%d s%n", "took", Duration.ofNanos(System.nanoTime() - start).toSeconds());
    report.violations().forEach(violation -> out.println("VIOLATED " + violation));
    out.println(report.violations().isEmpty() ? "nothing was lost" : "something is wrong");
    out.flush();
    return report.violations().isEmpty() ? 0 : 1;
  }

  private FaultPlan plan() throws IOException {
    return new FaultPlan(
        home.resolveSibling("").toAbsolutePath().normalize(),
        folder == null ? Files.createTempDirectory("tuner-faults-") : folder,
        seed,
        kills,
        Duration.ofMillis((long) (pauseSeconds * 1000)),
        Duration.ofMinutes(minutes),
        Duration.ofSeconds(outageSeconds),
        Duration.ofSeconds(networkSeconds),
        Optional.of(clockLibrary).filter(Files::exists),
        Duration.ofMinutes(5));
  }
}
