package dev.tuner.benchmarks;

import dev.tuner.benchmarks.controlplane.ControlPlane;
import dev.tuner.benchmarks.faults.Faults;
import dev.tuner.benchmarks.functions.Functions;
import dev.tuner.benchmarks.quality.Quality;
import dev.tuner.benchmarks.speed.SearchSpeed;
import dev.tuner.benchmarks.training.Training;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The names after {@code benchmarks/run}; without one it lists them. */
@Command(
    name = "benchmarks/run",
    description = "Measures the search, the control plane and the training, and kills what it can.",
    mixinStandardHelpOptions = true,
    subcommands = {
      Quality.class,
      Functions.class,
      SearchSpeed.class,
      ControlPlane.class,
      Faults.class,
      Training.class
    })
public final class Benchmarks implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }

  /** Exits with 1 when a bar is missed and with 2 on bad input. */
  public static void main(String[] args) {
    System.exit(new CommandLine(new Benchmarks()).execute(args));
  }
}
